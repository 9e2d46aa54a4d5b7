// A program that declares nothing: what is left of a command is Pulumi's.
require("@pulumi/pulumi");
