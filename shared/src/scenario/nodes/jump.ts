import { z } from 'zod'
import { words } from '../local-text.ts'
import { defineNode } from '../node.ts'

export const jump = defineNode({
  type: 'JUMP',
  options: z.object({
    target: z.enum(['node', 'scenario']).default('node'),
    nodeId: z.string().max(64).default(''),
    scenarioId: z.string().max(64).default(''),
    /** Go on from here when the other scenario ends. */
    comeBack: z.boolean().default(false),
  }),
  exits: ({ target, comeBack }) =>
    target === 'scenario' && comeBack ? [{ name: 'next', required: true }] : [],
  waits: () => false,
  uses: ({ target, nodeId, scenarioId }) =>
    target === 'node' ? { nodes: [nodeId] } : { scenarios: [scenarioId] },
  enter: (_, { target, nodeId, scenarioId, comeBack }) =>
    target === 'node' ? { to: 'node', nodeId } : { to: 'scenario', scenarioId, comeBack },
  example: { target: 'scenario', scenarioId: 'contacts', comeBack: true },
  labels: {
    name: words('Перехід', 'Переход', 'Jump'),
    help: words(
      'Веде до іншого кроку або сценарію.',
      'Ведёт к другому шагу или сценарию.',
      'Goes to another step or scenario.',
    ),
    fields: {
      target: words('Куди', 'Куда', 'Where'),
      nodeId: words('Крок', 'Шаг', 'Step'),
      scenarioId: words('Сценарій', 'Сценарий', 'Scenario'),
      comeBack: words('Потім повернутися', 'Потом вернуться', 'Come back afterwards'),
    },
    exits: { next: words('Повернувся', 'Вернулся', 'Came back') },
    values: {
      node: words('Крок цього сценарію', 'Шаг этого сценария', 'A step of this scenario'),
      scenario: words('Інший сценарій', 'Другой сценарий', 'Another scenario'),
    },
  },
})
