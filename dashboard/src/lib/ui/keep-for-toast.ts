/** Keeps a sheet or dialog open where what was pressed outside of it is a toast. */
export function keepForToast(event: Event): void {
  if (event.target instanceof Element && event.target.closest('[data-sonner-toaster]')) event.preventDefault()
}
