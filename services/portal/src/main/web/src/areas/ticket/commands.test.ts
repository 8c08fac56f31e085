import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { arranged, forms } from './commands'
import en from './en'
import zh from './zh'

interface Schema {
  properties?: Record<string, { maxLength?: number; maxItems?: number; enum?: string[] }>
  required?: string[]
}
const document = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
  paths: Record<string, { post?: { requestBody?: { content: Record<string, { schema: Schema }> } } }>
}
const schemas = new Map<string, Schema>()
for (const [path, { post }] of Object.entries(document.paths)) {
  const command = /^\/api\/v1\/tickets\/\{id\}\/([a-z-]+)$/.exec(path)?.[1]
  const schema = post?.requestBody?.content['application/json']?.schema
  if (command && schema) schemas.set(command, schema)
}
/** Sent by the system alone. */
const OF_THE_SYSTEM = ['relay-answer']
/** Filled without asking: the own unit, and assistants along with their parts. */
const FILLED = ['claim.unit', 'dispatch.assistants', 'redispatch.assistants']

describe('forms of commands', () => {
  it('has a form for every command that people send, and no other', () => {
    expect(schemas.size).toBeGreaterThan(30)
    expect(Object.keys(forms).sort()).toEqual([...schemas.keys()].filter((one) => !OF_THE_SYSTEM.includes(one)).sort())
  })
  it('asks for every field of the schema, no more is required and no limit is another', () => {
    for (const [command, form] of Object.entries(forms)) {
      const { properties = {}, required = [] } = schemas.get(command)!
      const asked = Object.keys(properties).filter((key) => !FILLED.includes(`${command}.${key}`))
      expect([command, form.fields.map((field) => field.key).sort()]).toEqual([command, asked.sort()])
      for (const field of form.fields) {
        const schema = properties[field.key]!
        const said = `${command}.${field.key}`
        const imported = said === 'merge.into' // Only an imported history may leave it out.
        expect([said, Boolean(field.required)]).toEqual([said, imported || required.includes(field.key)])
        if (field.kind === 'line' || field.kind === 'long') expect([said, field.max]).toEqual([said, schema.maxLength])
        if (schema.maxItems && field.kind !== 'form') expect([said, field.max]).toEqual([said, schema.maxItems])
        if (schema.enum) expect([said, [...(field.values ?? [])].sort()]).toEqual([said, [...schema.enum].sort()])
      }
    }
  })
  it('has words for every choice, in both languages', () => {
    for (const words of [zh.values, en.values] as Record<string, Record<string, string>>[])
      for (const form of Object.values(forms))
        for (const field of form.fields)
          for (const value of field.values ?? []) expect(words[field.words!]?.[value], value).toBeTruthy()
  })
})

describe('order of commands', () => {
  it('puts first what one came for and hides what is left over', () => {
    const { primary, beside, more } = arranged([
      'suspend',
      'answer',
      'record-progress',
      'add-assistant',
      'change-handler',
      'request-extension',
    ])
    expect(primary).toBe('answer')
    expect(beside).toEqual(['record-progress', 'add-assistant', 'request-extension'])
    expect(more).toEqual(['suspend', 'change-handler'])
  })
  it('leaves two rulings side by side', () => {
    expect(arranged(['escalate', 'overrule', 'uphold'])).toEqual({
      primary: undefined,
      beside: ['uphold', 'overrule', 'escalate'],
      more: [],
    })
  })
  it('makes nothing stand out that ends things, and hides no single one', () => {
    expect(arranged(['withdraw', 'amend'])).toEqual({ primary: undefined, beside: ['amend', 'withdraw'], more: [] })
  })
})
