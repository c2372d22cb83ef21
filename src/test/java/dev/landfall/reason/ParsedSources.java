package dev.landfall.reason;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Sources as the compiler parses them, without types: which calls there are, and which fields and supertypes. */
final class ParsedSources {
    static final String CONSTRUCTOR = "<init>";

    /**
     * @param receiver the last name of what it is called on: a type, a variable, or {@code ?} for an expression; empty
     *     where there is none
     */
    record Call(String receiver, String method, List<? extends ExpressionTree> arguments, TreePath path) {}

    private final List<Call> calls = new ArrayList<>();
    private final List<TreePath> references = new ArrayList<>();
    private final Map<String, Set<String>> supertypes = new HashMap<>();
    private final Map<String, List<TreePath>> fields = new HashMap<>();
    private final SourcePositions positions;

    private ParsedSources(SourcePositions positions) {
        this.positions = positions;
    }

    static ParsedSources below(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> walk = Files.walk(folder);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> files =
                    walk.filter(path -> path.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, _ -> {}, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            ParsedSources parsed = new ParsedSources(Trees.instance(task).getSourcePositions());
            for (CompilationUnitTree unit : task.parse()) parsed.new Reading().scan(unit, null);
            return parsed;
        }
    }

    List<Call> calls() {
        return calls;
    }

    /** Methods that are handed on as they are ({@code Type::method}), so that nobody sees what they are called with. */
    List<TreePath> references(String type, String method) {
        return references.stream()
                .filter(path -> path.getLeaf() instanceof MemberReferenceTree reference
                        && reference.getName().contentEquals(method)
                        && lastName(reference.getQualifierExpression()).equals(type))
                .toList();
    }

    /** The declarations of this name in types of this simple name. */
    List<TreePath> field(String type, String name) {
        return fields.getOrDefault(type + "." + name, List.of());
    }

    /** Every record that has such a component, with the component's declaration. */
    Stream<TreePath> components(String name) {
        return fields.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("." + name))
                .flatMap(entry -> entry.getValue().stream())
                .filter(field -> field.getParentPath().getLeaf().getKind() == Tree.Kind.RECORD);
    }

    boolean is(String type, String wanted) {
        return type.equals(wanted)
                || supertypes.getOrDefault(type, Set.of()).stream().anyMatch(above -> is(above, wanted));
    }

    String place(TreePath path) {
        CompilationUnitTree unit = path.getCompilationUnit();
        long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, path.getLeaf()));
        return Path.of(unit.getSourceFile().getName()).getFileName() + ":" + line;
    }

    /** The simple names of the types around it, the nearest first. */
    static Stream<String> typesAround(TreePath path) {
        return StreamSupport.stream(path.spliterator(), false)
                .filter(ClassTree.class::isInstance)
                .map(tree -> ((ClassTree) tree).getSimpleName().toString())
                .filter(name -> !name.isEmpty());
    }

    /** The names of a record's components, in order. */
    static List<String> components(ClassTree type) {
        return type.getMembers().stream()
                .filter(member -> member instanceof VariableTree field
                        && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .map(member -> ((VariableTree) member).getName().toString())
                .toList();
    }

    static String lastName(Tree tree) {
        return switch (tree) {
            case IdentifierTree name -> name.getName().toString();
            case MemberSelectTree member -> member.getIdentifier().toString();
            case ParameterizedTypeTree generic -> lastName(generic.getType());
            case null, default -> "?";
        };
    }

    /** The types that variables of this name are declared with anywhere in the file. */
    static Set<String> declaredTypes(String variable, CompilationUnitTree unit) {
        Set<String> types = new HashSet<>();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree declared, Void nothing) {
                if (declared.getName().contentEquals(variable)) types.add(lastName(declared.getType()));
                return super.visitVariable(declared, null);
            }

            @Override
            public Void visitBindingPattern(BindingPatternTree pattern, Void nothing) {
                return visitVariable(pattern.getVariable(), null);
            }
        }.scan(unit, null);
        return types;
    }

    private final class Reading extends TreePathScanner<Void, Void> {
        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            Set<String> above = supertypes.computeIfAbsent(type.getSimpleName().toString(), _ -> new HashSet<>());
            if (type.getExtendsClause() != null) above.add(lastName(type.getExtendsClause()));
            type.getImplementsClause().forEach(each -> above.add(lastName(each)));
            return super.visitClass(type, null);
        }

        @Override
        public Void visitVariable(VariableTree variable, Void nothing) {
            if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type)
                fields.computeIfAbsent(type.getSimpleName() + "." + variable.getName(), _ -> new ArrayList<>())
                        .add(getCurrentPath());
            return super.visitVariable(variable, null);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            String name = lastName(call.getMethodSelect());
            String receiver =
                    call.getMethodSelect() instanceof MemberSelectTree member ? lastName(member.getExpression()) : "";
            String around = typesAround(getCurrentPath()).findFirst().orElse("?");
            switch (name) {
                case "super" -> supertypes.get(around).forEach(above -> add(above, CONSTRUCTOR, call.getArguments()));
                case "this" -> add(around, CONSTRUCTOR, call.getArguments());
                default -> add(receiver, name, call.getArguments());
            }
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public Void visitNewClass(NewClassTree created, Void nothing) {
            add(lastName(created.getIdentifier()), CONSTRUCTOR, created.getArguments());
            return super.visitNewClass(created, null);
        }

        @Override
        public Void visitMemberReference(MemberReferenceTree reference, Void nothing) {
            references.add(getCurrentPath());
            return super.visitMemberReference(reference, null);
        }

        private void add(String receiver, String method, List<? extends ExpressionTree> arguments) {
            calls.add(new Call(receiver, method, arguments, getCurrentPath()));
        }
    }
}
