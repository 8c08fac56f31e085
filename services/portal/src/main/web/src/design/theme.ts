import { ref, watch } from 'vue'

export type Theme = 'system' | 'light' | 'dark'
const KEY = 'zhuqi.theme'
const dark = window.matchMedia('(prefers-color-scheme: dark)')

export const theme = ref<Theme>((localStorage.getItem(KEY) as Theme | null) ?? 'system')
/** Whether it is dark now, for charts. */
export const isDark = ref(false)

function apply(): void {
  isDark.value = theme.value === 'dark' || (theme.value === 'system' && dark.matches)
  document.documentElement.classList.toggle('dark', isDark.value)
  document.documentElement.classList.toggle('light', !isDark.value)
}
dark.addEventListener('change', apply)
watch(
  theme,
  (value) => {
    localStorage.setItem(KEY, value)
    apply()
  },
  { immediate: true, flush: 'sync' },
)

/** How much a desk shows at once. */
export type Density = 'dense' | 'roomy'
const DENSITY = 'zhuqi.density'
export const density = ref<Density>(localStorage.getItem(DENSITY) === 'roomy' ? 'roomy' : 'dense')
watch(
  density,
  (value) => {
    localStorage.setItem(DENSITY, value)
    document.documentElement.classList.toggle('roomy', value === 'roomy')
  },
  { immediate: true, flush: 'sync' },
)
