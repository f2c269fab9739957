import { deleteScenario, restoreScenario, unpublishScenario } from '@cartie/shared/endpoints/scenarios'
import { goto } from '$app/navigation'
import { call } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { failed, told, toldWithUndo } from '#lib/ui/toast.ts'
import type { ScenarioEditor } from './scenario-editor.svelte.ts'
import { toScenarioFile } from './scenario-file.ts'

/** What is done to a whole scenario. None of these throws: what is refused is told. */
async function attempt(deed: () => Promise<void>): Promise<void> {
  try {
    await deed()
  } catch (error) {
    failed(error)
  }
}

/** Puts the scenario into the bin and leaves its page. */
export const removeScenario = (editor: ScenarioEditor): Promise<void> =>
  attempt(async () => {
    await editor.flush()
    const { id, name } = editor.detail
    await call(deleteScenario, { params: { id } })
    await goto('/scenarios')
    toldWithUndo(m.scenarios_deleted({ name }), async () => {
      await call(restoreScenario, { params: { id } })
      await goto(`/scenarios/${id}`)
    })
  })

/** Takes the scenario out of the bin. */
export const unbinScenario = (editor: ScenarioEditor): Promise<void> =>
  attempt(async () => editor.take(await call(restoreScenario, { params: { id: editor.detail.id } })))

/** Lets the scenario start no new talks. */
export const takeOffline = (editor: ScenarioEditor): Promise<void> =>
  attempt(async () => {
    await editor.flush()
    editor.take(await call(unpublishScenario, { params: { id: editor.detail.id } }))
    told(m.scenarios_unpublished())
  })

/** Goes to the replay of real talks, which reads the draft from the server. */
export async function openReplay(editor: ScenarioEditor): Promise<void> {
  await editor.flush()
  await goto(`/scenarios/replay?scenario=${editor.detail.id}`)
}

/** Gives the scenario as a file. */
export function downloadScenario({ detail, graph }: ScenarioEditor): void {
  const file = new Blob([toScenarioFile(detail.name, graph)], { type: 'application/json' })
  const href = URL.createObjectURL(file)
  Object.assign(document.createElement('a'), { href, download: `${detail.name}.json` }).click()
  URL.revokeObjectURL(href)
}
