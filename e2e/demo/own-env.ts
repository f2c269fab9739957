import { settingNames } from '@cartie/shared/config'

/** Where the demo is seen and what it says: all that it takes of the settings around it. */
const kept = ['PORT', 'API_PORT', 'HOST', 'LOG_LEVEL']

/** An environment without Cartie's settings but `kept`: another installation's database, queues and address stay out. */
export const ownEnv = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => kept.includes(name) || !settingNames.includes(name)),
  )
