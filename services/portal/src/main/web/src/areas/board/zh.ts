const zh = {
  basis: '口径',
  basisWords: {
    RECEIVED: '按收单：期内收到的诉求单，看截止时点的情况',
    HAPPENED: '按发生：期内发生的事',
    STANDING: '按时点：截止时点的存量',
  },
  printedAs: '取值',
  roundingHalf: '保留 {n} 位小数，四舍五入',
  roundingCut: '保留 {n} 位小数，截断不进位',
  source: '出处',
  allOfFigure: '查看这项指标的全部情况',
  meaningOf: '“{name}”是怎么算的',
  openTicketsOf: '{name}：{value}，打开对应的诉求单',
  restOf: '未达 {n}',
  points: '{n} 个百分点',
  comparedBefore: '较上期',
}
export default zh
export type Words = typeof zh
