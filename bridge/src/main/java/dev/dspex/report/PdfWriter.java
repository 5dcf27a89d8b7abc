package dev.dspex.report;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;

import org.apache.pdfbox.pdmodel.PDDocument;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.Objects;
import java.util.TimeZone;

/**
 * The report on A4 paper, with its fonts in it. The only time in the file is that of the export.
 */
final class PdfWriter {
    private PdfWriter() {}

    static byte[] write(Report report) throws IOException {
        XRLog.setLoggingEnabled(false);
        var builder = new PdfRendererBuilder();
        builder.useSVGDrawer(new BatikSVGDrawer());
        font(builder, "Inter-Regular.ttf", "Inter", 400);
        font(builder, "Inter-SemiBold.ttf", "Inter", 600);
        font(builder, "Inter-SemiBold.ttf", "Inter", 700);
        font(builder, "JetBrainsMono-Regular.ttf", "JetBrains Mono", 400);
        builder.withHtmlContent(
                PageWriter.paper(report).replaceFirst("<!DOCTYPE html>", "").strip(), null);
        var bytes = new ByteArrayOutputStream();
        builder.toStream(bytes);
        try (var renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            var document = renderer.getPdfDocument();
            settle(document, report);
            renderer.createPDFWithoutClosing();
            settle(document, report);
            document.save(bytes);
        }
        return bytes.toByteArray();
    }

    /** Takes chance and the clock out of the file. */
    private static void settle(PDDocument document, Report report) {
        document.setDocumentId((long) report.run().id().hashCode());
        var information = document.getDocumentInformation();
        var exported = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC));
        exported.setTimeInMillis(Instant.parse(report.exported()).toEpochMilli());
        information.setCreationDate(exported);
        information.setModificationDate(exported);
        information.setProducer("DSPex Workbench");
        information.setTitle(report.run().program() + ", " + report.run().id());
    }

    private static void font(PdfRendererBuilder builder, String file, String family, int weight) {
        builder.useFont(() -> resource(file), family, weight, FontStyle.NORMAL, true);
    }

    private static InputStream resource(String file) {
        return Objects.requireNonNull(PdfWriter.class.getResourceAsStream("fonts/" + file), file);
    }
}
