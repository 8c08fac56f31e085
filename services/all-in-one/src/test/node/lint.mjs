// Judges the published documents with tools of others: `node lint.mjs OPENAPI ASYNCAPI`. Fails with what they found.
import { Parser, fromFile } from '@asyncapi/parser'
import { execFile } from 'node:child_process'
import { join } from 'node:path'

const here = import.meta.dirname
const [openapi, asyncapi] = process.argv.slice(2)

/** The tools run beside each other; each says what it finds on its own output. */
const tool = (name, entry, ...args) =>
  new Promise((done) => {
    execFile(
      process.execPath,
      [join(here, 'node_modules', entry), ...args],
      {
        cwd: here,
        maxBuffer: 64 << 20,
        env: { ...process.env, NO_COLOR: '1', REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      },
      (error, out, err) => done({ name, fine: !error, said: `${out}${err}` }),
    )
  })

/** Not asked of AsyncAPI: it holds the contracts' JSON Schemas (2020-12, with $defs) for the dialect of OpenAPI 3.0. */
const redocly = (document) =>
  tool('redocly', '@redocly/cli/bin/cli.js', 'lint', document, '--config', 'redocly.yaml', '--max-problems', '50')
const spectral = (document) =>
  tool('spectral', '@stoplight/spectral-cli/dist/index.js', 'lint', document, '--ruleset', 'spectral.yaml', '--fail-severity', 'warn')

/** The parser with which the command line tool of AsyncAPI validates; hints, such as of a newer AsyncAPI, are none of its faults. */
const WARNING = 1
const parsed = async (document) => {
  const { diagnostics } = await fromFile(new Parser(), document).parse()
  const faults = diagnostics.filter(({ severity }) => severity <= WARNING)
  return {
    name: 'asyncapi',
    fine: faults.length === 0,
    said: faults.map(({ code, message, path }) => `${code}: ${message} (${path.join('.')})`).join('\n'),
  }
}

const verdicts = await Promise.all([redocly(openapi), spectral(openapi), spectral(asyncapi), parsed(asyncapi)])
for (const { name, fine, said } of verdicts) {
  if (!fine) console.error(`${name}:\n${said}`)
}
process.exitCode = verdicts.every(({ fine }) => fine) ? 0 : 1
