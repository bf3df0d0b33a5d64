import { assertEquals } from "@std/assert";
import { embedImages } from "../../tools/log/images.ts";
import { openPage } from "../../tools/log/page.ts";
import { granted } from "../granted.ts";

Deno.test({
  name:
    "an image in a file comes into the page, and one out of reach becomes a link",
  ignore: !granted("read", "write"),
  async fn() {
    const folder = await Deno.makeTempDir();
    await Deno.writeFile(`${folder}/a b.png`, new Uint8Array([1, 2, 3]));
    const document = openPage(
      `<img src="a%20b.png"><img src="no.png" alt="none"><img src="https://example.org/c.png">`,
    );
    await embedImages(document, folder);
    await Deno.remove(folder, { recursive: true });
    const images = [...document.querySelectorAll("main img")];
    assertEquals(images.map((one) => one.getAttribute("src")), [
      "data:image/png;base64,AQID",
    ]);
    const links = [...document.querySelectorAll("main a")];
    assertEquals(links.map((link) => link.textContent), [
      "none (no.png)",
      "image (https://example.org/c.png)",
    ]);
  },
});
