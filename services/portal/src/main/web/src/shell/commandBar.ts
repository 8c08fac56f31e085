import { ref } from 'vue'
export const commandBarOpen = ref(false)
