/** Whether the sign-in takes a text as a new password (`NewPassword` of the API: 10 to 128 characters). */
export const isNewPassword = (text: string): boolean => text.length >= 10 && text.length <= 128
