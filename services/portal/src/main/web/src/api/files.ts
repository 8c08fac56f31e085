import { request } from './client'
import { problemOf } from './problem'

/** A file of a form or a ticket. */
export interface KeptFile {
  id: string
  name: string
  size: number
  type: string
}

/** Keeps a file at the server; a command names it by its id within 48 hours. Throws as every request does. */
export async function keep(file: File, signal?: AbortSignal): Promise<KeptFile> {
  const form = new FormData()
  form.append('file', file, file.name)
  const answer = await request(new Request('/api/v1/attachments', { method: 'POST', body: form, signal }))
  if (!answer.ok) throw await problemOf(answer)
  const kept = (await answer.json()) as { id: string; name: string; size: number; mediaType: string }
  return { id: kept.id, name: kept.name, size: kept.size, type: kept.mediaType }
}

/** The content of a file: pictures and PDF to be shown, everything else for saving. */
export async function content(id: string, inline = false): Promise<Blob> {
  const answer = await request(
    new Request(`/api/v1/attachments/${encodeURIComponent(id)}${inline ? '?disposition=inline' : ''}`),
  )
  if (!answer.ok) throw await problemOf(answer)
  return await answer.blob()
}

/** Saves it under its name. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

export const isPicture = (type: string): boolean => /^image\/(png|jpeg|gif|webp)$/.test(type)
export const isShown = (type: string): boolean => isPicture(type) || type === 'application/pdf'

/** `482113` → `471 kB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** Pictures of phones are large: those above `over` bytes are made smaller before they are sent. Others stay as they are. */
export async function smaller(file: File, over = 3_000_000, edge = 2560): Promise<File> {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size <= over) return file
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, edge / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
    return blob && blob.size < file.size
      ? new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' })
      : file
  } catch {
    return file
  }
}
