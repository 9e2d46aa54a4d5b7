import { type EngineWorld, file, story, urnOf } from "../support/engine-world";

/** Runs the command until its provider is called so, interrupts it, and only then lets that call end. */
async function interrupted(
  world: EngineWorld,
  call: string,
  command: (options: { interrupt: AbortSignal }) => ReturnType<EngineWorld["up"]>,
) {
  world.go(false);
  const calls = world.calls();
  const interrupt = new AbortController();
  const running = command({ interrupt: interrupt.signal });
  await world.called(call);
  const heard = world.printing(/interrupted|\^C received/i);
  interrupt.abort();
  await heard;
  world.go();
  return { ...(await running), before: calls };
}
