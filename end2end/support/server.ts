// The real server, started on a free port with its own copy of the prepared demonstration.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const START_WITHIN_MS = 30_000;
const STOP_WITHIN_MS = 10_000;

// Where the record is kept.
export type Engine = "sqlite" | "postgres";

export class DemoServer {
  private constructor(
    // Where it answers, for instance `http://127.0.0.1:41234`.
    readonly address: string,
    private readonly process: ChildProcess,
    private readonly folder: string,
    private readonly database: string[],
  ) {}

  static async start(engine: Engine): Promise<DemoServer> {
    const folder = await mkdtemp(join(tmpdir(), "concord-end2end-"));
    const database = engine === "sqlite" ? await copyOfTheDemonstration(folder) : thePostgresDemonstration();
    const server = spawn(fromEnvironment("CONCORD_BINARY"), ["serve", "--demo", "--listen", "127.0.0.1:0", ...database], {
      stdio: ["ignore", "pipe", "inherit"],
      // A line for each request would bury what the tests say.
      env: { ...process.env, CONCORD_LOG: "warn" },
    });
    try {
      return new DemoServer(await addressOf(server), server, folder, database);
    } catch (fault) {
      server.kill("SIGKILL");
      await rm(folder, { recursive: true, force: true });
      throw fault;
    }
  }

  // What an operator sees who checks the record, with another process on the same database.
  async verify(): Promise<string> {
    const { stdout } = await promisify(execFile)(fromEnvironment("CONCORD_BINARY"), ["verify", ...this.database]);
    return stdout;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = once(this.process, "exit");
      this.process.kill("SIGTERM");
      const impatience = setTimeout(() => this.process.kill("SIGKILL"), STOP_WITHIN_MS);
      await ended;
      clearTimeout(impatience);
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function copyOfTheDemonstration(folder: string): Promise<string[]> {
  const database = join(folder, "concord.db");
  await copyFile(fromEnvironment("CONCORD_DEMO_DATABASE"), database);
  return ["--database-url", `sqlite://${database}`];
}

// There is one, prepared for this run of the tests, and its tests go one after the other.
function thePostgresDemonstration(): string[] {
  const key = fromEnvironment("CONCORD_DEMO_POSTGRES_KEY");
  return ["--database-url", fromEnvironment("CONCORD_DEMO_POSTGRES"), "--signing-key-file", key];
}

// The server says where it listens once it takes requests. Everything it prints is read, so that it never waits for us.
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const impatience = setTimeout(
      () => reject(new Error(`The server did not say where it listens within ${START_WITHIN_MS / 1000} seconds.`)),
      START_WITHIN_MS,
    );
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`The server ended at its start, with status ${code}.`)));
    createInterface({ input: server.stdout! }).on("line", (line) => {
      const address = /Listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
      if (address) {
        clearTimeout(impatience);
        resolve(address);
      }
    });
  });
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set. Run the browser tests by \`cargo xtask test --only browser\`.`);
  }
  return value;
}
