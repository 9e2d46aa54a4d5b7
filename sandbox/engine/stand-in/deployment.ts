import pLimit from "p-limit";
import { deleteRemaining } from "./deletes";
import type { Goal } from "./goal";
import { type Invoked, invoke } from "./invoke";
import { setOutputs } from "./managed";
import { Planner, type Steps } from "./planner";
import type { Properties } from "./provider-process";
import { type Run, Stopped } from "./run";
import type { Resource } from "./state";
import { STACK_TYPE, typeOf } from "./urn";

/**
 * Brings a stack to what its program asks for, resource by resource as they are registered. What to do is decided for
 * one resource at a time; doing it runs in parallel. The first error ends it, when what is under way has ended.
 */
export class Deployment {
  readonly #planner: Planner;
  readonly #inTurn = pLimit(1);
  readonly #registered = new Map<string, Resource>();
  readonly #active = new Set<Promise<unknown>>();
  #stackOutputs: { urn: string; outputs: Properties } | undefined;
  #halt = () => {};
  /** True once an error has ended the deployment. */
  halted = false;
  /** Resolves when an error ends the deployment; steps under way may still be running. */
  readonly stopped = new Promise<void>((resolve) => {
    this.#halt = resolve;
  });
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
    this.#planner = new Planner(run);
  }

  /** Creates, updates or replaces the resource, or finds that there is nothing to do. */
  register(goal: Goal): Promise<Resource> {
    return this.#bring(goal.urn, () => this.#planner.plan(goal));
  }

  /** Reads a resource that is not the stack's own. */
  read(goal: Goal, id: string): Promise<Resource> {
    return this.#bring(goal.urn, () => this.#planner.planRead(goal, id));
  }

  /** Calls a function of a package. Its failure is the program's to deal with. */
  async invoke(tok: string, args: Properties, provider: string, version: string): Promise<Invoked> {
    const answering = await this.#inTurn(() =>
      this.#unlessStopped(() => this.#planner.planCall(tok, provider, version)),
    );
    return invoke(answering, tok, args, this.#run.dryRun);
  }

  /** Sets the outputs of a component, or of the stack (kept until the end, when it is known how things went). */
  async setOutputs(urn: string, outputs: Properties): Promise<void> {
    if (this.halted) throw new Stopped();
    if (typeOf(urn) === STACK_TYPE) {
      this.#stackOutputs = { urn, outputs };
      return;
    }
    const component = this.#registered.get(urn);
    if (!component) throw new Error(`outputs for ${urn}, which was not registered`);
    setOutputs(component, outputs);
    await this.#run.snapshot.save();
  }

  /** Ends the deployment with an error. */
  fail(message: string, urn?: string): void {
    this.#run.report.fail(message, urn);
    this.#stop();
  }

  /** Waits until nothing is under way any more. */
  async settled(): Promise<void> {
    while (this.#active.size > 0) await Promise.allSettled(this.#active);
  }

  /** What remains to be done when the program has ended: deletions (only if all went well) and the stack's outputs. */
  async finish(): Promise<void> {
    await this.settled();
    if (!this.halted) await deleteRemaining(this.#run);
    const stack = this.#stackOutputs && this.#registered.get(this.#stackOutputs.urn);
    // After a failure, an output that is missing may only not have been reached.
    if (stack) stack.outputs = { ...(this.#run.report.ok ? {} : stack.outputs), ...this.#stackOutputs?.outputs };
    await this.#run.snapshot.save();
  }

  #bring(urn: string, plan: () => Promise<Steps>): Promise<Resource> {
    const work = this.#unlessStopped(async () => {
      const steps = await this.#inTurn(() => this.#unlessStopped(plan));
      const resource = await this.#run.limit(() => this.#unlessStopped(steps));
      this.#registered.set(urn, resource);
      return resource;
    }).catch((error: unknown) => {
      if (!(error instanceof Stopped)) this.fail(error instanceof Error ? error.message : String(error), urn);
      this.#stop();
      throw new Stopped();
    });
    this.#active.add(work);
    const done = () => this.#active.delete(work);
    work.then(done, done);
    return work;
  }

  #stop(): void {
    this.halted = true;
    this.#halt();
  }

  async #unlessStopped<T>(work: () => Promise<T>): Promise<T> {
    if (this.halted) throw new Stopped();
    return work();
  }
}
