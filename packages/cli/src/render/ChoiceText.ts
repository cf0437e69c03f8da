/** The words of the core, under the name that renderers know them by. */
export * from "@gongfu/core/analysis/ChoiceText"
