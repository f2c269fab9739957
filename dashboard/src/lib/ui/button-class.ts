/** How a button looks. One `primary` a view at most; `quiet` has no box until it is pointed at. */
export interface ButtonLook {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  size?: 'sm' | 'md' | 'lg'
}

const base =
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-sm border font-medium whitespace-nowrap select-none transition-colors disabled:cursor-not-allowed'
const variants = {
  primary:
    'border-transparent bg-accent text-accent-ink hover:bg-[color-mix(in_oklab,var(--color-accent)_88%,var(--color-ink))] disabled:bg-sunken disabled:text-ink-faint',
  secondary:
    'border-line bg-surface text-ink shadow-sm hover:bg-hover disabled:text-ink-faint disabled:shadow-none disabled:hover:bg-surface',
  quiet: 'border-transparent text-ink-soft hover:bg-hover hover:text-ink disabled:text-ink-faint',
  danger: 'border-transparent bg-bad-soft text-bad hover:bg-bad hover:text-surface disabled:text-ink-faint',
}
const sizes = { sm: 'h-7 px-2.5 text-sm', md: 'h-8 px-3 text-base', lg: 'h-10 px-4 text-base' }

/** The classes of a button, for elements that are not built by Button. */
export const buttonClass = ({ variant = 'secondary', size = 'md' }: ButtonLook): string =>
  `${base} ${variants[variant]} ${sizes[size]} max-md:min-h-10`
