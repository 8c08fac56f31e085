import './design/base.css'
import './design/before'

/**
 * What stands in the page is painted before its scripts are run, however quickly they came: on a slow phone running them
 * takes longer than anything else. A tab that nobody looks at paints nothing, and need not wait.
 */
const run = (): void => void import('./main')
if (document.hidden) run()
else requestAnimationFrame(() => setTimeout(run))
