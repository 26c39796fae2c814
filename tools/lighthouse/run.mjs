// `node run.mjs URL...` prints Lighthouse's report on each address, a line of JSON each, in order.
// One Chromium ($CHROME_PATH) shows them all. Every run begins without cache and storage, and is that of a phone: the default.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

// Its sandbox does not work for root.
const rootly = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const chrome = await launch({ chromeFlags: ["--headless=new", "--disable-gpu", ...rootly] });
process.on("exit", () => chrome.kill());
for (const url of process.argv.slice(2)) {
  const { lhr } = await lighthouse(url, {
    port: chrome.port,
    logLevel: "error",
    onlyCategories: ["performance", "accessibility", "best-practices", "seo"],
    disableFullPageScreenshot: true,
  });
  // A report is longer than a pipe holds: wait until it is read.
  await new Promise((read) => process.stdout.write(`${JSON.stringify(lhr)}\n`, read));
}
process.exit();
