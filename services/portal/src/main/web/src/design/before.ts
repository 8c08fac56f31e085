/** Light or dark, before anything is painted; `theme.ts` goes on from there. */
const chosen = localStorage.getItem('zhuqi.theme')
const dark = chosen === 'dark' || (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.classList.add(dark ? 'dark' : 'light')

export {}
