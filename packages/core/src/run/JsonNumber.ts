/** A number as JSON writes it, for whoever looks for numbers in texts without reading their JSON. */

/** The source of a pattern that fits a number of JSON and nothing else. */
export const pattern = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[-+]?\d+)?`
