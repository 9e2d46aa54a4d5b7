/** The key that marks an object as one of Pulumi's special values, on the wire and in state. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** The special values by the signature that tells them apart. */
export const SIGNATURES = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
} as const;

/** How an unknown value of a preview travels to providers. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
