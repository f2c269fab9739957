// The pages behind the sign-in live in the browser: they are lists that follow events.
export const ssr = false
