import type * as OAuth from 'oauth4webapi'
import { readonly, ref } from 'vue'
import { surroundings } from './surroundings'

/**
 * Who is signed in. Tokens of a login are shared by the tabs of a browser (localStorage) and renewed by one of them at a
 * time; the token of a sign-in link belongs to its tab (sessionStorage).
 */
interface Tokens {
  access: string
  refresh?: string
  id?: string
  /** When the access token ends, ms since the epoch. */
  ends: number
}
interface Started {
  verifier: string
  state: string
  nonce: string
  /** Path within the pages to return to. */
  back: string
}

const KEY = 'zhuqi.session'
const STARTED = 'zhuqi.signing-in'
const RENEW_BEFORE_MS = 60_000

const stored = (): Tokens | null => {
  const text = sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY)
  return text ? (JSON.parse(text) as Tokens) : null
}
const tokens = ref<Tokens | null>(stored())
const over = ref(false)
const waiting: (() => void)[] = []

/** True while somebody was signed in, the session has ended, and what they do waits for them to sign in again. */
export const sessionOver = readonly(over)
export const signedIn = (): boolean => tokens.value !== null

function keep(next: Tokens | null): void {
  tokens.value = next
  const own = sessionStorage.getItem(KEY) !== null
  if (next === null) {
    sessionStorage.removeItem(KEY)
    localStorage.removeItem(KEY)
    localStorage.removeItem('zhuqi.me')
  } else if (own) {
    sessionStorage.setItem(KEY, JSON.stringify(next))
  } else {
    localStorage.setItem(KEY, JSON.stringify(next))
  }
}

function goOn(): void {
  over.value = false
  waiting.splice(0).forEach((resume) => resume())
}

/** Whose token it is. */
export const signedInAs = (): string | undefined => owner(tokens.value)
/** As what, for how a page is laid out before the server has said who it is; what one may do the server says. */
export const signedInRole = (): string | undefined => (tokens.value ? claims(tokens.value.access).role : undefined)
const owner = (held: Tokens | null): string | undefined => (held ? claims(held.access).sub : undefined)

// Another tab renewed the tokens, signed in again or signed out.
window.addEventListener('storage', (event) => {
  if (event.key !== KEY) return
  if (sessionStorage.getItem(KEY) !== null) {
    if (!over.value) return
    // A link's token has ended, and this is the login that takes its place.
    sessionStorage.removeItem(KEY)
  }
  const before = tokens.value
  const now = stored()
  // What waits is somebody's own: it is never sent as somebody else.
  if (before && owner(before) !== owner(now)) return location.assign('/app/')
  tokens.value = now
  if (now && over.value) goOn()
})

// A browser that goes back shows a page as it was left, with what its owner saw.
window.addEventListener('pageshow', (event) => {
  if (event.persisted && (!tokens.value || owner(tokens.value) !== owner(stored()))) location.replace('/app/')
})

function claims(token: string): { exp?: number; sub?: string; role?: string } {
  const part = token.split('.')[1] ?? ''
  return JSON.parse(
    new TextDecoder().decode(
      Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)),
    ),
  ) as { exp?: number; sub?: string; role?: string }
}

/** Takes the token out of a sign-in link, and out of the address bar. */
export async function takeSignInLink(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (!token) return
  history.replaceState(null, '', location.pathname + location.search)
  if (!(await surroundings()).signInLinks) return
  sessionStorage.setItem(KEY, JSON.stringify({ access: token, ends: (claims(token).exp ?? 0) * 1000 }))
  tokens.value = stored()
}

/** Its part of the scripts comes when somebody logs in or renews: a page that is opened has no need of it. */
async function server(): Promise<{
  oauth: typeof OAuth
  as: OAuth.AuthorizationServer
  client: OAuth.Client
  options: { [OAuth.allowInsecureRequests]: boolean }
}> {
  const [{ issuer, clientId }, oauth] = await Promise.all([surroundings(), import('oauth4webapi')])
  const address = new URL(issuer)
  const options = { [oauth.allowInsecureRequests]: address.protocol === 'http:' }
  const as = await oauth.processDiscoveryResponse(
    address,
    await oauth.discoveryRequest(address, { ...options, algorithm: 'oidc' }),
  )
  return { oauth, as, client: { client_id: clientId }, options }
}

/** Leaves for the login, and comes back to `back`. In a window of its own if one is given, so that this page stays. */
export async function signIn(back: string, into: Window = window): Promise<void> {
  const { oauth, as, client } = await server()
  const started: Started = {
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    back,
  }
  localStorage.setItem(`${STARTED}.${started.state}`, JSON.stringify(started))
  const address = new URL(as.authorization_endpoint!)
  address.search = new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: redirectUri(),
    scope: 'openid profile',
    state: started.state,
    nonce: started.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(started.verifier),
    code_challenge_method: 'S256',
  }).toString()
  into.location.assign(address)
}

const redirectUri = (): string => `${location.origin}/signed-in`

/** At `/signed-in`: exchanges the code. Returns where to go on. Throws if the provider says no. */
export async function comeBack(): Promise<string> {
  const { oauth, as, client, options } = await server()
  const address = new URL(location.href)
  const key = `${STARTED}.${address.searchParams.get('state')}`
  const text = localStorage.getItem(key)
  if (!text) return '/'
  localStorage.removeItem(key)
  const started = JSON.parse(text) as Started
  const checked = oauth.validateAuthResponse(as, client, address, started.state)
  const answer = await oauth.authorizationCodeGrantRequest(
    as,
    client,
    oauth.None(),
    checked,
    redirectUri(),
    started.verifier,
    options,
  )
  const result = await oauth.processAuthorizationCodeResponse(as, client, answer, { expectedNonce: started.nonce })
  sessionStorage.removeItem(KEY)
  keep(tokensOf(result, null))
  return started.back
}

function tokensOf(result: OAuth.TokenEndpointResponse, before: Tokens | null): Tokens {
  return {
    access: result.access_token,
    refresh: result.refresh_token ?? before?.refresh,
    id: result.id_token ?? before?.id,
    ends: Date.now() + (result.expires_in ?? 600) * 1000,
  }
}

/** Renews once for all tabs: a refresh token is good for one use. */
async function renew(stale: string): Promise<void> {
  await navigator.locks.request('zhuqi.renew', async () => {
    const now = stored()
    // Whoever asked before was told already; all of them would have to be refused one after the other.
    if (over.value && now?.access === stale) throw new SessionOver()
    if (now && now.access !== stale) {
      tokens.value = now
      return
    }
    if (!now?.refresh) throw new SessionOver()
    const { oauth, as, client, options } = await server()
    const answer = await oauth.refreshTokenGrantRequest(as, client, oauth.None(), now.refresh, options)
    try {
      keep(tokensOf(await oauth.processRefreshTokenResponse(as, client, answer), now))
    } catch (refused) {
      if (refused instanceof oauth.ResponseBodyError || refused instanceof oauth.WWWAuthenticateChallengeError) {
        throw new SessionOver()
      }
      throw refused
    }
  })
}

class SessionOver extends Error {}

/** A token that is good now; waits while somebody signs in again. Null if nobody is signed in. */
export async function accessToken(refused?: string): Promise<string | null> {
  for (;;) {
    const now = tokens.value
    if (!now) return null
    if (now.access !== refused && now.ends - Date.now() > (now.refresh ? RENEW_BEFORE_MS : 0)) return now.access
    try {
      await renew(now.access)
      refused = undefined
    } catch (e) {
      if (!(e instanceof SessionOver)) throw e
      // Somebody signed in while this was being refused.
      if (tokens.value?.access !== now.access) continue
      over.value = true
      await new Promise<void>((resume) => waiting.push(resume))
      refused = undefined
    }
  }
}

/** Signs in again in a window of its own; what waits goes on by itself. */
export function signInAgain(): void {
  const beside = window.open('', '_blank', 'popup,width=460,height=720')
  if (beside) void signIn('/signed-in-again', beside)
  else void signIn(location.pathname.replace(/^\/app/, '') + location.search)
}

export async function signOut(): Promise<void> {
  const last = tokens.value
  keep(null)
  if (last?.id) {
    // Without the network one is signed out of this browser at least.
    const { as, client } = await server().catch(() => ({ as: undefined, client: undefined }))
    if (as?.end_session_endpoint) {
      const address = new URL(as.end_session_endpoint)
      address.search = new URLSearchParams({
        id_token_hint: last.id,
        client_id: client.client_id,
        post_logout_redirect_uri: `${location.origin}/signed-out`,
      }).toString()
      location.assign(address)
      return
    }
  }
  location.assign('/app/')
}
