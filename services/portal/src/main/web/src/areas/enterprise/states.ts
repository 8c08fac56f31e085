import { i18n } from '@/i18n'

/** A ticket's state where only its name is told, in the words of whoever filed it. */
export const stateWords = (state: string): string => i18n.global.t(`enterprise.state.${state}`)
