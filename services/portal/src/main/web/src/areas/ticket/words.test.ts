import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import en from './en'
import zh from './zh'

const contracts = `${process.cwd()}/../../../../../contracts/src/main/resources/org/zhuqi/contracts/schema`
const named = (kind: string): string[] =>
  readdirSync(`${contracts}/${kind}`).map((file) => file.replace('.v1.json', ''))

/** Sent by the system alone: nobody needs a word for its button. */
const OF_THE_SYSTEM = ['relay-answer']

describe('words', () => {
  it('has a sentence for every event of the contract, in both languages', () => {
    const events = named('event')
    expect(events.length).toBeGreaterThan(30)
    for (const language of [zh, en]) expect(events.filter((event) => !(event in language.events))).toEqual([])
  })
  it('has a word for every command of the contract, in both languages', () => {
    const commands = named('command')
    for (const language of [zh, en])
      expect(commands.filter((command) => !(command in language.commands) && !OF_THE_SYSTEM.includes(command))).toEqual(
        [],
      )
  })
  it('speaks of what is put in with the same names in both languages', () => {
    const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((hole) => hole[1]!).sort()
    for (const [event, sentence] of Object.entries(zh.events))
      expect([event, holes(en.events[event as keyof typeof en.events])]).toEqual([event, holes(sentence)])
  })
})
