const zh = {}
export default zh
export type Words = typeof zh
