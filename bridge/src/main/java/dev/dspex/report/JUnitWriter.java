package dev.dspex.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** JUnit XML for a pipeline: a test case a row; a wrong answer is a failure, an error an error. */
final class JUnitWriter {
    private JUnitWriter() {}

    static byte[] write(Report report) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try {
            var xml =
                    XMLOutputFactory.newFactory()
                            .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            suite(xml, report);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("JUnit XML could not be written", e);
        }
        return bytes.toByteArray();
    }

    private static void suite(XMLStreamWriter xml, Report report) throws XMLStreamException {
        var evaluation = report.evaluation();
        var rows = evaluation == null ? java.util.List.<Report.Row>of() : evaluation.rows();
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", clean(report.run().program()));
        xml.writeAttribute("tests", Integer.toString(rows.size()));
        xml.writeAttribute(
                "failures", Long.toString(rows.stream().filter(JUnitWriter::failed).count()));
        xml.writeAttribute(
                "errors", Long.toString(rows.stream().filter(JUnitWriter::broken).count()));
        if (rows.stream().anyMatch(JUnitWriter::skipped)) {
            xml.writeAttribute(
                    "skipped", Long.toString(rows.stream().filter(JUnitWriter::skipped).count()));
        }
        xml.writeAttribute("time", Double.toString(report.run().seconds()));
        for (var row : rows) {
            row(xml, report, row);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static void row(XMLStreamWriter xml, Report report, Report.Row row)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", clean(report.run().program()));
        xml.writeAttribute("name", clean("row " + row.id()));
        if (skipped(row)) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute("message", clean(row.note()));
        } else if (broken(row) || failed(row)) {
            xml.writeStartElement(broken(row) ? "error" : "failure");
            xml.writeAttribute(
                    "message",
                    clean(broken(row) ? row.note() : "score " + Numbers.score(row.score())));
            xml.writeCharacters(
                    clean(
                            "expected: "
                                    + row.expected()
                                    + "\nanswer: "
                                    + row.output()
                                    + "\n"
                                    + row.note()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static boolean broken(Report.Row row) {
        return row.change().equals("error");
    }

    private static boolean skipped(Report.Row row) {
        return row.change().equals("skipped");
    }

    private static boolean failed(Report.Row row) {
        var score = row.score();
        return !broken(row) && !skipped(row) && (score == null || score < 1);
    }

    /** XML 1.0 has no place for most control characters. */
    private static String clean(String text) {
        return text.codePoints()
                .map(c -> allowed(c) ? c : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean allowed(int c) {
        var control = c < 0x20 && c != '\n' && c != '\t';
        var surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !control && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }
}
