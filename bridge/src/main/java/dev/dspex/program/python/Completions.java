package dev.dspex.program.python;

import dev.dspex.program.Names;
import dev.dspex.program.python.Token.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What could be written at a place of a signature's code: types, the arguments of fields, what
 * makes a field, what a class is made of.
 *
 * @param from where the word begins that is completed
 * @param items those that begin as it does, the likeliest first
 */
public record Completions(int from, List<Item> items) {

    /**
     * @param label as shown
     * @param insert what takes the place of the word
     * @param back letters from the end of it to where the caret stands
     * @param module that a name is imported from, null where nothing is needed
     */
    public record Item(String label, String insert, int back, @Nullable String module) {}

    private static final List<Item> TYPES =
            List.of(
                    plain("str"),
                    plain("int"),
                    plain("float"),
                    plain("bool"),
                    new Item("list[…]", "list[]", 1, null),
                    new Item("dict[str, …]", "dict[str, ]", 1, null),
                    new Item("Literal[…]", "Literal['']", 2, "typing"),
                    new Item("Optional[…]", "Optional[]", 1, "typing"),
                    new Item("Any", "Any", 0, "typing"),
                    plain("dspy.Image"),
                    plain("dspy.Audio"),
                    plain("dspy.File"),
                    plain("dspy.History"),
                    plain("dspy.Code"),
                    plain("dspy.Reasoning"),
                    plain("dspy.ToolCalls"));
    private static final List<String> LIMITS =
            List.of("ge", "gt", "le", "lt", "multiple_of", "min_length", "max_length", "pattern");
    private static final List<Item> MAKERS =
            List.of(
                    new Item("dspy.InputField()", "dspy.InputField()", 1, null),
                    new Item("dspy.OutputField()", "dspy.OutputField()", 1, null),
                    new Item("Field()", "Field()", 1, "pydantic"));
    private static final List<Item> BASES =
            List.of(plain("dspy.Signature"), new Item("BaseModel", "BaseModel", 0, "pydantic"));

    /**
     * @param records types of the program, beside those that the code declares
     */
    public static Completions at(String text, int caret, Collection<String> records) {
        String before = text.substring(0, Math.clamp(caret, 0, text.length()));
        Marks marks = new Marks(before);
        List<Token> tokens = new ArrayList<>(Lexer.tokens(before, marks));
        tokens.removeIf(t -> t.kind() == Kind.END || t.kind() == Kind.DEDENT);
        boolean newLine = before.isEmpty() || before.endsWith("\n");
        if (!tokens.isEmpty() && tokens.getLast().kind() == Kind.NEWLINE && !newLine) {
            tokens.removeLast();
        }
        int end = tokens.isEmpty() ? 0 : tokens.getLast().to();
        boolean inString =
                !tokens.isEmpty()
                        && isString(tokens.getLast())
                        && marks.all().stream()
                                .anyMatch(m -> m.span().from() == tokens.getLast().from());
        if (inString || before.substring(Math.min(end, before.length())).contains("#")) {
            return new Completions(caret, List.of());
        }
        int from = wordStart(tokens, before.length());
        String word = before.substring(from).strip();
        List<Token> line = line(tokens, from);
        Set<String> all = new LinkedHashSet<>(declared(text));
        all.addAll(records);
        return new Completions(
                from, offered(line, all).stream().filter(i -> begins(i, word)).toList());
    }

    private static boolean isString(Token token) {
        return token.kind() == Kind.STRING || token.kind() == Kind.OTHER_STRING;
    }

    /** Where the dotted name that ends at the caret starts, else the caret. */
    private static int wordStart(List<Token> tokens, int caret) {
        int start = caret;
        for (int i = tokens.size() - 1; i >= 0; i--) {
            Token token = tokens.get(i);
            boolean part = token.kind() == Kind.NAME || token.is(".");
            if (!part || token.to() != start) {
                break;
            }
            start = token.from();
        }
        return start;
    }

    /** The words of the line before the place. */
    private static List<Token> line(List<Token> tokens, int from) {
        List<Token> line = new ArrayList<>();
        for (Token token : tokens) {
            if (token.to() > from) {
                break;
            }
            if (token.kind() == Kind.NEWLINE || token.kind() == Kind.INDENT) {
                line.clear();
            } else {
                line.add(token);
            }
        }
        return line;
    }

    private static List<Item> offered(List<Token> line, Set<String> records) {
        if (line.isEmpty()) {
            return List.of(new Item("class", "class ", 0, null));
        }
        int open = openBracket(line);
        Token last = line.getLast();
        if (line.getFirst().is("class")) {
            return open >= 0 ? BASES : List.of();
        }
        if (open >= 0 && line.get(open).is("(")) {
            boolean start = last.is("(") || last.is(",");
            return start && open > 0 ? arguments(line.get(open - 1).text()) : List.of();
        }
        boolean literal = open > 0 && line.get(open - 1).is("Literal");
        int equals = indexOf(line, "=");
        if (equals < 0 && indexOf(line, ":") == 1 && !literal) {
            boolean room = last.is(":") || last.is("[") || last.is(",") || last.is("|");
            return room ? types(records) : List.of();
        }
        return equals >= 0 && last.is("=") ? MAKERS : List.of();
    }

    private static int openBracket(List<Token> line) {
        int closed = 0;
        for (int i = line.size() - 1; i >= 0; i--) {
            Token token = line.get(i);
            if (token.is(")") || token.is("]")) {
                closed++;
            } else if ((token.is("(") || token.is("[")) && closed-- == 0) {
                return i;
            }
        }
        return -1;
    }

    private static int indexOf(List<Token> line, String sign) {
        return line.stream().map(Token::text).toList().indexOf(sign);
    }

    private static List<Item> types(Set<String> records) {
        List<Item> all = new ArrayList<>(TYPES.subList(0, 7));
        records.forEach(name -> all.add(plain(name)));
        all.addAll(TYPES.subList(7, TYPES.size()));
        return all;
    }

    private static List<Item> arguments(String function) {
        String words =
                switch (function) {
                    case "InputField", "OutputField" -> "desc";
                    case "Field" -> "description";
                    default -> "";
                };
        if (words.isEmpty()) {
            return List.of();
        }
        List<Item> all = new ArrayList<>();
        all.add(new Item(words, words + "=''", 1, null));
        for (String name : LIMITS) {
            boolean pattern = name.equals("pattern");
            all.add(new Item(name, name + (pattern ? "=r''" : "="), pattern ? 1 : 0, null));
        }
        return all;
    }

    private static Set<String> declared(String text) {
        Set<String> names = new LinkedHashSet<>();
        for (String line : text.split("\n")) {
            if (line.startsWith("class ") && line.contains("BaseModel") && line.contains("(")) {
                names.add(line.substring("class ".length(), line.indexOf('(')).strip());
            }
        }
        names.removeIf(name -> !isType(name));
        return names;
    }

    private static boolean isType(String name) {
        return Names.badType(name).isEmpty();
    }

    private static boolean begins(Item item, String word) {
        String label = item.label().toLowerCase(Locale.ROOT);
        String typed = word.toLowerCase(Locale.ROOT);
        boolean afterDot =
                label.startsWith("dspy.")
                        && !typed.isEmpty()
                        && label.substring(5).startsWith(typed);
        return (label.startsWith(typed) || afterDot) && !item.insert().equals(word);
    }

    private static Item plain(String name) {
        return new Item(name, name, 0, null);
    }

    /** Text that is to be put in so that a name is imported. */
    public record Insertion(int at, String text) {}

    /** How the name of an item gets imported; null when it is already, or needs not be. */
    public static @Nullable Insertion importing(String text, Item item) {
        String module = item.module();
        if (module == null) {
            return null;
        }
        String name = item.insert().replaceAll("\\W.*", "");
        String start = "from " + module + " import ";
        int at = 0;
        for (String line : text.split("\n", -1)) {
            if (line.startsWith(start) && !line.contains("(") && !line.contains("#")) {
                List<String> names =
                        List.of(line.substring(start.length()).strip().split("\\s*,\\s*"));
                return names.contains(name)
                        ? null
                        : new Insertion(at + line.stripTrailing().length(), ", " + name);
            }
            at += line.length() + 1;
        }
        return new Insertion(0, start + name + "\n");
    }
}
