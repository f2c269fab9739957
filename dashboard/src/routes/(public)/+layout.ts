// Visitors read these pages before any script has come.
export const ssr = true
