/** What is told of shards, in both languages. */
import type { Label } from "@gongfu/core/document/Label"
import type { Open } from "../queue/ShardStore.ts"
import type { Done } from "../queue/Work.ts"
import * as Figure from "@gongfu/core/wording/Figure"
import * as ShellWord from "../session/ShellWord.ts"

const whole = (value: number): string => Figure.fixed(value, 0)

/** Where the shards of an ensemble are, and how others can work at them. */
export const submitted = (
  { arrived, ensemble, shards }: Pick<Open, "arrived" | "ensemble" | "shards">,
  asked: { readonly shards: number; readonly members: number },
  queue: string
): Label => {
  const there = arrived === 0 ? "" : `, ${whole(arrived)} of them finished before`
  const before = arrived === 0 ? "" : `，其中 ${whole(arrived)} 个此前已完成`
  const members = whole(asked.members)
  const [fewer, few] =
    shards >= asked.shards
      ? ["", ""]
      : [
          `; ${members} members are in no more than ${whole(shards)}`,
          `；${members} 个成员至多分为 ${whole(shards)} 个分片`
        ]
  return {
    en: `${ensemble}: ${whole(shards)} ${shards === 1 ? "shard" : "shards"} on ${queue}${there}${fewer}`,
    zh: `${ensemble}：${whole(shards)} 个分片在队列 ${queue}${before}${few}`
  }
}

/** How others can work at them. */
export const invitation = (queue: string): Label => ({
  en: `more workers: gongfu worker --queue ${ShellWord.of(queue)}`,
  zh: `增加工作进程：gongfu worker --queue ${ShellWord.of(queue)}`
})

/** What an interrupted command leaves, and how to go on. */
export const interrupted = (queue: string): Label => ({
  en: `interrupted; finished shards stay on ${queue}, and the same command goes on with them`,
  zh: `已中断；已完成的分片保留在队列 ${queue}，重复同一命令即可继续`
})

/** What an interrupted command that has no shards leaves, and how the next one can go on. */
export const interruptedWhole: Label = {
  en: "interrupted; nothing was recorded. With --shards 16, what is finished is kept, and the same command goes on with it",
  zh: "已中断，未记录任何内容。加上 --shards 16 后，已完成的部分会保留，重复同一命令即可继续"
}

/** A shard that a worker has finished. */
export const done = (one: Done): Label => {
  const seconds = Figure.fixed(one.millis / 1000, 1)
  const [from, to] = [whole(one.first), whole(one.end - 1)]
  return {
    en: `${one.ensemble}  shard ${one.shard + 1} of ${one.shards}: members ${from} to ${to}, ${seconds} s${one.late ? "; it had arrived already" : ""}`,
    zh: `${one.ensemble}  分片 ${one.shard + 1}/${one.shards}：成员 ${from} 至 ${to}，用时 ${seconds} 秒${one.late ? "；此前已有结果" : ""}`
  }
}

/** What a worker that is done, for now, has done. */
export const nothingLeft = (shards: number): Label => ({
  en: shards === 0 ? "no shard is to be had" : `no shard is left; ${whole(shards)} done`,
  zh: shards === 0 ? "没有可取的分片" : `没有剩余分片；已完成 ${whole(shards)} 个`
})
