/** A test event. It says nothing of the workspace. */
export const pingEvent = 'ping'
