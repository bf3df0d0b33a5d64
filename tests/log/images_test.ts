import { assertEquals } from "@std/assert";
import { granted } from "../granted.ts";
import { noDom, parts } from "./parts.ts";

const { embedImages, readPage } = parts;

const ignore = noDom || !granted("read", "write");

/** What becomes of images in a notebook beside which there are these files. */
async function embedded(
  html: string,
  makeFiles: (folder: string, outside: string) => Promise<void>,
): Promise<HTMLElement> {
  const outside = await Deno.makeTempDir();
  const folder = `${outside}/notebooks`;
  try {
    await Deno.mkdir(`${folder}/below`, { recursive: true });
    await makeFiles(folder, outside);
    const document = readPage(html.replaceAll("OUTSIDE", outside));
    await embedImages(document, folder);
    return document.body;
  } finally {
    await Deno.remove(outside, { recursive: true });
  }
}

const bytes = new Uint8Array([1, 2, 3]);

Deno.test({
  name: "an image in the notebook's folder, or below, comes into the page",
  ignore,
  async fn() {
    const names = ["a b.png", "50%.png", "below/c.png"];
    const body = await embedded(
      `<img data-src="a%20b.png"><img data-src="50%.png"><img data-src="below/c.png"><img data-src="below/../a b.png"><img data-src="link.png">`,
      async (folder) => {
        for (const name of names) {
          await Deno.writeFile(`${folder}/${name}`, bytes);
        }
        await Deno.symlink("below/c.png", `${folder}/link.png`);
      },
    );
    const sources = [...body.querySelectorAll("img")].map((one) => one.src);
    assertEquals(sources, Array(5).fill("data:image/png;base64,AQID"));
  },
});

Deno.test({
  name:
    "an image on another host becomes a link, and one that is missing words",
  ignore,
  async fn() {
    const body = await embedded(
      `<img data-src="no.png" alt="none"><img data-src="https://example.org/c.png"><img data-src="50%.png">`,
      () => Promise.resolve(),
    );
    assertEquals(
      body.innerHTML,
      `none (no.png)<a href="https://example.org/c.png">image (https://example.org/c.png)</a>image (50%.png)`,
    );
  },
});

Deno.test({
  name: "no image outside of the notebook's folder comes into the page",
  ignore,
  async fn() {
    const addresses = [
      ...["../secret.png", "%2e%2e/secret.png", "below/../../secret.png"],
      ...["OUTSIDE/secret.png", "file://OUTSIDE/secret.png", "link.png"],
      ...["linked/secret.png", "//host/secret.png", "javascript:x//.png"],
      ...["secret.txt", "", "\0.png", "../notebooks2/secret.png"],
    ];
    const body = await embedded(
      addresses.map((address) => `<p><img alt="it" data-src="${address}"></p>`)
        .join(""),
      async (folder, outside) => {
        await Deno.mkdir(`${outside}/notebooks2`);
        await Deno.writeFile(`${outside}/notebooks2/secret.png`, bytes);
        await Deno.writeFile(`${outside}/secret.png`, bytes);
        await Deno.writeFile(`${folder}/secret.txt`, bytes);
        await Deno.symlink(`${outside}/secret.png`, `${folder}/link.png`);
        await Deno.symlink(outside, `${folder}/linked`);
      },
    );
    assertEquals(body.querySelector("img, a"), null);
    assertEquals(body.querySelectorAll("p").length, addresses.length);
    assertEquals(body.querySelector("p")!.textContent, "it (../secret.png)");
  },
});
