/** How the name of a YAML file ends, in small letters or capitals. */
export const pattern = /\.ya?ml$/i
