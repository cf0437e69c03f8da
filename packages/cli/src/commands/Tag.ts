/**
 * `gongfu tag`: a name of one's own for a run or an ensemble, which means it until it is moved or taken away.
 *
 * A tag is not of the run: it is in no event, fingerprint or bundle. A new one takes no name that means something else
 * already, or that reads like a file or a run's id; one that is given again moves.
 */
import { statSync } from "node:fs"
import { resolve } from "node:path"
import { EventStore, type StreamSummary } from "@gongfu/core/store/EventStore"
import * as Recording from "@gongfu/core/store/Recording"
import { InvalidName, type StoreError } from "@gongfu/core/store/StoreError"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { type Failure, Refused } from "../session/Failure.ts"
import { isFile } from "../places/NamedFile.ts"
import * as Records from "../records/Records.ts"
import * as References from "../records/References.ts"
import * as StreamNames from "../records/StreamNames.ts"
import * as Document from "../render/Document.ts"
import * as NextStep from "../render/NextStep.ts"
import * as Format from "../session/Format.ts"
import * as Left from "../session/Left.ts"
import { Session } from "../session/Session.ts"
import * as ShellWord from "../session/ShellWord.ts"

interface Tag {
  readonly name: string
  readonly run: string
}

/** The tags of a store by name. */
const tagsOf = (streams: ReadonlyArray<StreamSummary>): ReadonlyArray<Tag> =>
  streams
    .flatMap(({ stream, tags }) => tags.map((name): Tag => ({ name, run: stream })))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))

const idForm = /-[0-9a-f]{8}$/

/** Whether there is such a file; a name that no file can have is none. */
const isOnDisk = (name: string): boolean => {
  try {
    return statSync(resolve(name)).isFile()
  } catch {
    return false
  }
}

const another = { en: "give another name, such as best-so-far", zh: "请另取名称，如 best-so-far" }

const reads = (name: string, as: Refused["problem"]): Refused =>
  new Refused({
    kind: "NameTaken",
    problem: { en: `"${name}" cannot be a tag: ${as.en}`, zh: `“${name}”不能用作标签：${as.zh}` },
    remedy: another
  })

/** Why a new tag cannot have that name; nothing where it can. */
const refusalOf = (streams: ReadonlyArray<StreamSummary>, name: string): Refused | undefined => {
  if (!Recording.isName(name)) {
    const { problem, remedy } = new InvalidName({ name })
    return new Refused({ kind: "InvalidName", problem, remedy })
  }
  if (name.startsWith("-")) return reads(name, { en: "it reads like an option", zh: "它会被当作选项" })
  if (isFile(name) || isOnDisk(name)) return reads(name, { en: "it reads like a file", zh: "它会被当作文件" })
  const meant =
    StreamNames.meanings(streams).get(name)?.stream ?? streams.find(({ stream }) => stream.startsWith(name))?.stream
  if (meant !== undefined) return reads(name, { en: `it means ${meant} already`, zh: `它已指 ${meant}` })
  return idForm.test(name) ? reads(name, { en: "it reads like a run's id", zh: "它会被当作推演编号" }) : undefined
}

/** Why a name cannot be given where it is no tag yet; nothing where it can, or only moves. */
const newRefusal =
  (name: string) =>
  (streams: ReadonlyArray<StreamSummary>): Refused | undefined =>
    streams.some(({ tags }) => tags.includes(name)) ? undefined : refusalOf(streams, name)

const halfSaid = (name: string): Refused =>
  new Refused({
    kind: "RunMissing",
    problem: { en: `which run "${name}" should mean is not said`, zh: `未说明“${name}”应指哪个推演` },
    remedy: {
      en: `gongfu tag ${ShellWord.of(name)} RUN; gongfu tag alone lists the tags`,
      zh: `请写 gongfu tag ${ShellWord.of(name)} RUN；只写 gongfu tag 则列出全部标签`
    }
  })

const noTag = (name: string, tags: ReadonlyArray<Tag>): Refused =>
  new Refused({
    kind: "TagNotFound",
    problem: { en: `there is no tag "${name}"`, zh: `没有标签“${name}”` },
    remedy:
      tags.length === 0
        ? { en: "the store has no tags", zh: "推演库中没有标签" }
        : {
            en: `there are: ${tags.map((tag) => tag.name).join(", ")}`,
            zh: `现有：${tags.map((tag) => tag.name).join("、")}`
          }
  })

const byNameAlone = (name: string): Refused =>
  new Refused({
    kind: "NotByNameAlone",
    problem: { en: "a tag is removed by its name alone", zh: "取消标签须写明且只写明其名称" },
    remedy: { en: `gongfu tag ${ShellWord.of(name)} --remove`, zh: `请写 gongfu tag ${ShellWord.of(name)} --remove` }
  })

const list: Effect.Effect<void, Failure, Session> = Effect.gen(function* () {
  const session = yield* Session
  const { json, language, palette, print, width } = session
  const tags = yield* Records.withStore(
    "read",
    EventStore.use((store) => Effect.map(store.streams, tagsOf))
  )
  const zh = language === "zh"
  if (json) print(Format.line("tag", { tags }))
  else if (tags.length === 0)
    print(
      NextStep.inText(
        session,
        zh ? "尚无标签；请用 gongfu tag NAME RUN 添加。" : "There is no tag yet; gongfu tag NAME RUN gives one."
      )
    )
  else {
    const columns = [
      { head: zh ? "标签" : "Tag", align: "left" },
      { head: zh ? "推演" : "Run", align: "left" }
    ] as const
    const rows = tags.map(({ name, run }) => ({ cells: [{ text: name }, { text: run }] }))
    print(Document.text([{ table: { columns, rows } }], width, palette))
  }
})

/** Notes that a tag is changed: what shows that is the list of all. */
const changed = (en: string, zh: string): Effect.Effect<void, never, Session> =>
  Session.use((session) => Effect.sync(() => Left.did(session, { what: { en, zh }, shownBy: "gongfu tag" })))

/** Gives the tag, or moves it, and says what it meant before. */
const give = (
  name: string,
  run: string
): Effect.Effect<Tag & { readonly before: string | undefined }, StoreError | Failure, EventStore | Session> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const streams = yield* store.streams
    const before = streams.find(({ tags }) => tags.includes(name))?.stream
    const refusal = newRefusal(name)(streams)
    if (refusal !== undefined) return yield* refusal
    const meant = yield* References.find(run)
    // Somebody may record what the name means, or give it, in between.
    if (meant !== before) {
      yield* store.tag(name, meant, newRefusal(name))
      yield* changed(`${name} means ${meant}`, `${name} 已指 ${meant}`)
    }
    return { name, run: meant, before }
  })

const told = ({ before, name, run }: Tag & { readonly before: string | undefined }, zh: boolean): string => {
  if (before === undefined) return zh ? `“${name}”现指 ${run}` : `${name} now means ${run}`
  if (before === run) return zh ? `“${name}”本就指 ${run}` : `${name} means ${run} already`
  return zh ? `“${name}”现指 ${run}，此前指 ${before}` : `${name} now means ${run}; before it meant ${before}`
}

const remove = (name: string): Effect.Effect<Tag, StoreError | Failure, EventStore | Session> =>
  Effect.gen(function* () {
    const store = yield* EventStore
    const run = yield* store.untag(name)
    if (run === undefined) return yield* noTag(name, tagsOf(yield* store.streams))
    yield* changed(`${name} is no tag any more`, `标签 ${name} 已取消`)
    return { name, run }
  })

/** Gives, moves or removes a tag; without a name lists all of them. */
export const tag = (input: {
  readonly name: Option.Option<string>
  readonly run: Option.Option<string>
  readonly remove: boolean
}): Effect.Effect<void, Failure, Session> =>
  Effect.gen(function* () {
    const { json, language, print } = yield* Session
    const [name, run] = [Option.getOrUndefined(input.name), Option.getOrUndefined(input.run)]
    if (name === undefined) return yield* input.remove ? byNameAlone("NAME") : list
    const zh = language === "zh"
    if (input.remove) {
      if (run !== undefined) return yield* byNameAlone(name)
      const removed = yield* Records.withStore("change", remove(name))
      if (json) return print(Format.line("tag", { removed }))
      return print(
        zh ? `已取消标签“${name}”，它此前指 ${removed.run}` : `${name} is no tag any more; it meant ${removed.run}`
      )
    }
    if (run === undefined) return yield* halfSaid(name)
    const given = yield* Records.withStore("change", give(name, run))
    if (json) {
      const { before, ...own } = given
      return print(Format.line("tag", { tag: { ...own, ...(before === undefined ? {} : { before }) } }))
    }
    return print(told(given, zh))
  })
