import { beforeEach, describe, expect, it } from 'vitest'
import { early } from './early'

const PATH = '/api/v1/catalogue?active=true'
const asked = (headers: Record<string, string> = {}, method = 'GET', path = PATH): Request =>
  new Request(`http://localhost${path}`, {
    method,
    headers: { Authorization: 'Bearer mine', 'Accept-Language': 'zh', ...headers },
  })

describe('what was asked for before the scripts came', () => {
  const answer = Promise.resolve(new Response('[]'))
  beforeEach(() => {
    window.zhuqiEarly = { [PATH]: { authorization: 'Bearer mine', language: 'zh', at: performance.now(), answer } }
  })

  it('is taken once', () => {
    expect(early(asked())).toBe(answer)
    expect(early(asked())).toBeUndefined()
  })

  it('is taken only as it was asked for, by the same person', () => {
    const others = [
      asked({ Authorization: 'Bearer another' }),
      asked({ 'Accept-Language': 'en' }),
      asked({ 'Zhuqi-District': 'XS' }),
      asked({}, 'POST'),
      asked({}, 'GET', '/api/v1/catalogue'),
    ]
    for (const other of others) {
      window.zhuqiEarly = { [PATH]: { authorization: 'Bearer mine', language: 'zh', at: performance.now(), answer } }
      expect(early(other)).toBeUndefined()
    }
  })

  it('is not taken long afterwards', () => {
    window.zhuqiEarly![PATH]!.at = performance.now() - 60_000
    expect(early(asked())).toBeUndefined()
  })
})
