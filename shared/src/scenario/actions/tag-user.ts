import { z } from 'zod'
import { words } from '../local-text.ts'
import { defineNode, leave } from '../node.ts'
import { exitLabels } from '../nodes/labels.ts'

export const tagUser = defineNode({
  type: 'TAG_USER',
  options: z.object({
    action: z.literal('TAG_USER'),
    /** May be templates. */
    tags: z.array(z.string().min(1).max(60)).min(1).max(10),
  }),
  exits: () => [{ name: 'next', required: true }],
  waits: () => false,
  uses: ({ tags }) => ({ templates: tags }),
  enter(talk, { tags }) {
    const filled = tags.map((tag) => talk.plain(tag).trim().slice(0, 60).toWellFormed()).filter(Boolean)
    if (filled.length > 0) talk.emit({ type: 'tag', tags: filled })
    return leave('next')
  },
  example: { action: 'TAG_USER', tags: ['bot'] },
  labels: {
    name: words('Мітка', 'Метка', 'Tag'),
    help: words('Додає мітки контакту.', 'Добавляет метки контакту.', 'Tags the contact.'),
    fields: { tags: words('Мітки', 'Метки', 'Tags') },
    exits: { next: exitLabels.next },
  },
})
