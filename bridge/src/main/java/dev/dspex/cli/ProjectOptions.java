package dev.dspex.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/** Options of every command that works on a project. */
final class ProjectOptions {
    @Option(names = "--project", paramLabel = "DIR", description = "Project folder.")
    @Nullable Path project;

    @Option(
            names = "--lm",
            paramLabel = "ALIAS|MODEL",
            description = "LM alias of the settings, or a model such as openai/gpt-4o-mini.")
    @Nullable String lm;

    @Option(
            names = "--api-base",
            paramLabel = "URL",
            description = "Address of an OpenAI-compatible server; --lm names its model.")
    @Nullable String apiBase;

    @Option(names = "--trust", description = "Trust the project: its Python code may run.")
    boolean trust;

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;
}
