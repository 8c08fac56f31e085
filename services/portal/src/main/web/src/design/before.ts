/** Light or dark as it was chosen, before anything is painted; `theme.ts` goes on from there. */
const chosen = localStorage.getItem('zhuqi.theme')
if (chosen === 'light' || chosen === 'dark') document.documentElement.classList.add(chosen)

export {}
