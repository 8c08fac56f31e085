// Builds the pages into the folder that is named, if anything changed since the last time: `node build.mjs FOLDER`.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, extname, join, relative, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const here = import.meta.dirname
const out = resolve(process.argv[2] ?? 'dist')
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`The pages need Node.js 20.19 or newer to be built; this is ${process.versions.node}.`)
  process.exit(1)
}

const hashOf = (files) => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(relative(here, file)).update('\0').update(readFileSync(file))
  return hash.digest('hex')
}
const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
const known = (stamp) => (existsSync(stamp) ? readFileSync(stamp, 'utf8') : '')
const run = (command, ...args) => execFileSync(command, args, { cwd: here, stdio: 'inherit' })

const installed = join(here, 'node_modules', '.installed')
const lock = hashOf(['package.json', 'package-lock.json', '.npmrc'].map((name) => join(here, name)))
if (known(installed) !== lock) {
  run('npm', 'ci', '--silent', '--no-progress')
  writeFileSync(installed, lock)
}

const sources = [
  ...filesIn(join(here, 'src')).filter((file) => !file.endsWith('schema.d.ts')),
  ...filesIn(join(here, 'public')),
  ...['index.html', 'openapi.json', 'vite.config.ts', 'vite.ahead.ts', 'vite.offline.ts', 'tsconfig.json', 'build.mjs'].map((name) => join(here, name)),
]
const built = join(dirname(out), '.built')
const now = lock + hashOf(sources)
if (existsSync(join(out, 'index.html')) && known(built) === now) process.exit(0)

run('npm', 'run', '--silent', 'api')
run('npm', 'run', '--silent', 'check')
run('npx', 'vite', 'build', '--outDir', out, '--emptyOutDir', '--logLevel', 'warn')
for (const file of filesIn(out)) {
  if (['.js', '.css', '.svg', '.json', '.webmanifest'].includes(extname(file)) && statSync(file).size > 1000) {
    const bytes = readFileSync(file)
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }))
  }
}
mkdirSync(dirname(built), { recursive: true })
writeFileSync(built, now)
