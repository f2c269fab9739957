import { nodeIn, versionIn, type ScenarioNode } from './graph.ts'
import type { Answer, BoundNode, Outcome } from './node.ts'
import { boundNode } from './nodes/registry.ts'
import type { Position } from './talk-state.ts'
import type { Talk } from './talk.ts'
import { triggersOf, type Start } from './triggers.ts'

/** More nodes than this are never entered for one event. */
const mostEntries = 60

/** An answer that the node did not take, or nothing if it went on or ignored it. */
export type Delivered = (Outcome & { to: 'refused' }) | undefined

/** Starts a scenario; what ran before ends, and its variables with it. */
export function begin(talk: Talk, start: Start): void {
  talk.clear('replaced')
  talk.forget()
  const { scenarioId, version } = start.scenario
  const at = { scenarioId, version, nodeId: start.nodeId }
  talk.step('started', at, { reason: start.trigger })
  go(talk, at)
}

/** Enters a node and those after it until one waits, or the talk ends. */
export function go(talk: Talk, first: Position): void {
  talk.stopWaiting()
  let next: Position | undefined = first
  for (let entries = 0; next; entries++) {
    if (entries === mostEntries) {
      talk.unsay()
      return fault(talk, 'too_many_steps')
    }
    next = enter(talk, next)
  }
}

/** Hands an answer to the node that waits, and goes on from there. */
export function deliver(talk: Talk, answer: Answer): Delivered {
  const found = talk.at && find(talk, talk.at)
  if (!found || !talk.at) {
    fault(talk, 'missing_node')
    return undefined
  }
  const outcome = found.bound.receive(talk, answer)
  if (outcome.to === 'refused') return outcome
  if (outcome.to === 'ignored') return undefined
  const next = follow(talk, talk.at, found, outcome)
  if (next) go(talk, next)
  return undefined
}

/** Says that an answer won't do; after too many the talk leaves by `invalid`, if that leads anywhere. */
export function refuse(talk: Talk, { text, keyboard, tries }: Outcome & { to: 'refused' }): void {
  const { waiting, at } = talk
  const found = at && find(talk, at)
  if (!waiting || !found) return
  waiting.tries += 1
  const next =
    waiting.tries >= tries && targetOf(found, 'invalid')
      ? follow(talk, at, found, { to: 'exit', exit: 'invalid' })
      : undefined
  if (next) go(talk, next)
  else talk.say(text, keyboard && { keyboard })
}

/** The talk can't go on: it says so and ends. */
export function fault(talk: Talk, reason: string): void {
  if (talk.at) talk.step('fault', talk.at, { reason })
  talk.say(talk.system('fault'))
  talk.clear('fault')
}

interface Found {
  node: ScenarioNode
  bound: BoundNode
}

function find(talk: Talk, at: Position): Found | undefined {
  const graph = versionIn(talk.book, at.scenarioId, at.version)?.graph
  const node = graph && nodeIn(graph, at.nodeId)
  const bound = node && boundNode(node)
  return bound && { node, bound }
}

function enter(talk: Talk, at: Position): Position | undefined {
  talk.at = at
  const found = find(talk, at)
  if (!found) {
    fault(talk, 'missing_node')
    return undefined
  }
  talk.renewToken()
  talk.step('entered', at)
  return follow(talk, at, found, found.bound.enter(talk))
}

/** The node that an outcome leads to, or nothing if the talk now waits or is over. */
function follow(talk: Talk, at: Position, found: Found, outcome: Outcome): Position | undefined {
  if (outcome.to === 'wait') {
    talk.wait(at, outcome)
    return undefined
  }
  if (outcome.to === 'refused' || outcome.to === 'ignored') {
    fault(talk, 'stalled')
    return undefined
  }
  talk.stopWaiting()
  talk.step('left', at, { exit: outcome.to === 'exit' ? outcome.exit : outcome.to })
  if (outcome.to === 'end') return comeBack(talk)
  if (outcome.to === 'node') return { ...at, nodeId: outcome.nodeId }
  if (outcome.to === 'scenario') return jump(talk, at, outcome)
  const nodeId = targetOf(found, outcome.exit)
  if (nodeId) return { ...at, nodeId }
  // What need not lead anywhere ends the scenario.
  if (found.bound.exits.some(({ name, required }) => name === outcome.exit && !required))
    return comeBack(talk)
  fault(talk, 'missing_exit')
  return undefined
}

/** Where an exit leads: its own target, else that of the exit which stands in for it. */
function targetOf({ node, bound }: Found, exit: string): string | undefined {
  const own = Object.hasOwn(node.exits, exit) ? node.exits[exit] : undefined
  const otherwise = bound.exits.find(({ name }) => name === exit)?.otherwise
  return own ?? (otherwise && Object.hasOwn(node.exits, otherwise) ? node.exits[otherwise] : undefined)
}

function jump(talk: Talk, at: Position, outcome: Outcome & { to: 'scenario' }): Position | undefined {
  const scenario = talk.book.live.find(({ scenarioId }) => scenarioId === outcome.scenarioId)
  const start = scenario && triggersOf(scenario.graph)
  if (!start) {
    fault(talk, 'missing_scenario')
    return undefined
  }
  if (outcome.comeBack) talk.pushJump(at)
  const next = { scenarioId: scenario.scenarioId, version: scenario.version, nodeId: start.nodeId }
  talk.step('started', next, { reason: 'jump' })
  return next
}

/** A scenario is over: the one that jumped into it goes on, or nothing runs any more. */
function comeBack(talk: Talk): Position | undefined {
  const caller = talk.popJump()
  if (!caller || !talk.at) {
    talk.clear('end')
    return undefined
  }
  talk.step('ended', talk.at, { reason: 'came_back' })
  const found = find(talk, caller)
  const nodeId = found && targetOf(found, 'next')
  talk.at = caller
  if (nodeId) return { ...caller, nodeId }
  fault(talk, 'missing_exit')
  return undefined
}
