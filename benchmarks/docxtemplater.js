// docxtemplater's turn: prints the median CPU microseconds for a paper, its templates parsed anew
// each time as its manual shows. Called by press_contenders.py with a template, values and a sink.
const fs = require("fs");
const Docxtemplater = require("docxtemplater");
const PizZip = require("pizzip");

const [template, people, sink] = process.argv.slice(2);
const content = fs.readFileSync(template);
const spent = JSON.parse(fs.readFileSync(people)).map((values) => {
  const start = process.cpuUsage();
  const paper = new Docxtemplater(new PizZip(content), { paragraphLoop: true, linebreaks: true });
  paper.render(values);
  const bytes = paper.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  const took = process.cpuUsage(start);
  fs.writeFileSync(sink, bytes);
  return took.user + took.system;
});
spent.splice(0, 5); // the first ones warm it up
spent.sort((one, other) => one - other);
console.log(spent[Math.floor(spent.length / 2)]);
