import { ref } from 'vue'

/** Whether there is a network at all; whether the server answers is another matter. */
export const online = ref(navigator.onLine)
window.addEventListener('online', () => (online.value = true))
window.addEventListener('offline', () => (online.value = false))
