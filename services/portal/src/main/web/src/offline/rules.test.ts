import { describe, expect, it } from 'vitest'
import { answererOf, outdated } from './rules'

const origin = 'https://zhuqi.example'
const answerer = (path: string, mode = 'cors', method = 'GET') =>
  answererOf({ method, mode, url: new URL(path, origin).href }, origin, new Set(['/app/icon.svg']))

describe('who answers', () => {
  it('every address of the application is the page', () => {
    for (const path of ['/app', '/app/', '/app/home', '/app/tickets/QT-2026-000001?x=1.2', '/app/order/qt-yd?draft=1'])
      expect(answerer(path, 'navigate')).toBe('page')
  })
  it('a login, its way back, the documents of the API and what looks like a file are the server’s', () => {
    for (const path of [
      '/login',
      '/oauth2/authorize',
      '/signed-in?code=1',
      '/',
      '/v3/api-docs',
      '/app/no.png',
      '/apple',
    ])
      expect(answerer(path, 'navigate')).toBe('network')
  })
  it('scripts and styles are kept, what the API says and what is sent never', () => {
    expect(answerer('/app/assets/vue-1.js')).toBe('file')
    expect(answerer('/app/icon.svg')).toBe('file')
    for (const path of ['/api/v1/me', '/app/surroundings.json', '/app/sw.js', '/.well-known/openid-configuration'])
      expect(answerer(path)).toBe('network')
    expect(answerer('/app/assets/vue-1.js', 'cors', 'POST')).toBe('network')
    expect(answerer('https://other.example/app/assets/vue-1.js')).toBe('network')
  })
})

it('keeps the version before its own, for pages that are still open', () => {
  expect(outdated(['zhuqi-1', 'else', 'zhuqi-2', 'zhuqi-3'], 'zhuqi-3')).toEqual(['zhuqi-1'])
  expect(outdated(['zhuqi-3'], 'zhuqi-3')).toEqual([])
})
