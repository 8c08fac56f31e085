/** What the server takes, for the chooser of files; it looks at the content itself. */
export const TAKEN = '.jpg,.jpeg,.png,.webp,.pdf,.ofd,.docx,.xlsx,.pptx,.doc,.xls,.ppt,.txt,.csv'
export const LARGEST = 20 * 1024 * 1024
export const MOST = 20

/** A size in words, `1.4 MB`. */
export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** Those that can be kept, and why the others cannot. */
export function sorted(
  chosen: File[],
  there: number,
): { taken: File[]; refused: { name: string; why: 'large' | 'kind' | 'empty' | 'many' }[] } {
  const taken: File[] = []
  const refused: { name: string; why: 'large' | 'kind' | 'empty' | 'many' }[] = []
  for (const file of chosen) {
    const extension = `.${file.name.split('.').at(-1)!.toLowerCase()}`
    if (!TAKEN.split(',').includes(extension) && !file.type.startsWith('image/'))
      refused.push({ name: file.name, why: 'kind' })
    else if (file.size === 0) refused.push({ name: file.name, why: 'empty' })
    else if (file.size > LARGEST) refused.push({ name: file.name, why: 'large' })
    else if (there + taken.length >= MOST) refused.push({ name: file.name, why: 'many' })
    else taken.push(file)
  }
  return { taken, refused }
}
