/** Whether the command palette is open: any page may open it. */
export const palette = $state({ open: false })
