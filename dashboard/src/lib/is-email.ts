/**
 * Whether a text looks like an address of mail. The API has the last word (`AccountEmail`): whatever it takes is one here
 * too, and what a typing hand most often leaves out is not.
 */
export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@.]+\.\S+$/.test(text.trim())
