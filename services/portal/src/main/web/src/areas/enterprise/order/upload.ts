import { OfflineError, ProblemError, type ProblemDocument } from '@/api/problem'
import { lookedAt, type Schemas } from '@/api/client'
import { locale } from '@/i18n'
import { accessToken } from '@/session/session'

/** Uploads a file and says how far it is, 0 to 1. Throws as {@link request} does. */
export async function upload(
  file: Blob,
  name: string,
  progress: (part: number) => void = () => {},
): Promise<Schemas['Attachment']> {
  let refused: string | undefined
  for (;;) {
    const token = await accessToken(refused).catch((e: unknown) => {
      throw e instanceof TypeError ? new OfflineError(String(e)) : e
    })
    const answer = await sent(file, name, token, progress)
    if (answer.status === 401 && token && !refused) refused = token
    else if (answer.status >= 200 && answer.status < 300) return JSON.parse(answer.text) as Schemas['Attachment']
    else throw new ProblemError(problemIn(answer.text, answer.status), answer.status)
  }
}

function sent(
  file: Blob,
  name: string,
  token: string | null,
  progress: (part: number) => void,
): Promise<{ status: number; text: string }> {
  // Only this kind of request says how far an upload is.
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/attachments')
    if (token) request.setRequestHeader('Authorization', `Bearer ${token}`)
    request.setRequestHeader('Accept-Language', locale.value)
    const district = lookedAt()
    if (district) request.setRequestHeader('Zhuqi-District', district)
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total)
    request.onload = () => resolve({ status: request.status, text: request.responseText })
    request.onerror = () => reject(new OfflineError('upload'))
    request.ontimeout = () => reject(new OfflineError('upload'))
    const form = new FormData()
    form.append('file', file, name)
    request.send(form)
  })
}

function problemIn(text: string, status: number): ProblemDocument {
  try {
    return JSON.parse(text) as ProblemDocument
  } catch {
    return { type: 'about:blank', status }
  }
}
