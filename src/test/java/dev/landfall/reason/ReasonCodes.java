package dev.landfall.reason;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.landfall.reason.ParsedSources.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * Every code that the program gives a {@link Reason}, found in its sources.
 *
 * <p>It begins at what makes a reason and follows the code backwards: through constants, conditions and concatenations,
 * and where the code is a parameter, to every call of that method. What it cannot follow it lists, so that none is missed.
 */
public final class ReasonCodes {
    /**
     * A parameter that becomes a code.
     *
     * @param ofInstance whether the method is called on an object, which may be the value of any expression
     * @param before, after what is written before and after its value
     */
    private record Parameter(
            String type, String method, boolean ofInstance, int count, int index, String before, String after) {}

    private final ParsedSources sources;
    private final SortedMap<String, Set<String>> codes = new TreeMap<>();
    private final Set<String> unclear = new TreeSet<>();
    private final Set<Parameter> known = new HashSet<>();
    private final Deque<Parameter> open = new ArrayDeque<>();

    private ReasonCodes(ParsedSources sources) {
        this.sources = sources;
    }

    public static ReasonCodes below(Path folder) throws IOException {
        ReasonCodes found = new ReasonCodes(ParsedSources.below(folder));
        found.follow(new Parameter("Reason", "lasting", false, 3, 0, "", ""));
        found.follow(new Parameter("Reason", "passing", false, 3, 0, "", ""));
        found.follow(new Parameter("Reason", ParsedSources.CONSTRUCTOR, false, 4, 0, "", ""));
        while (!found.open.isEmpty()) found.callsOf(found.open.remove());
        return found;
    }

    /** Each code, and the files and lines that write it. */
    public Map<String, Set<String>> codes() {
        return codes;
    }

    /** Codes that are made in a way which is not understood here. */
    public Set<String> unclear() {
        return unclear;
    }

    private void follow(Parameter parameter) {
        if (known.add(parameter)) open.add(parameter);
    }

    private void callsOf(Parameter parameter) {
        for (Call call : sources.calls())
            if (meets(call, parameter))
                new Value(call.path(), parameter.before(), parameter.after())
                        .of(call.arguments().get(parameter.index()));
        sources.references(parameter.type(), parameter.method())
                .forEach(path -> unclear.add(sources.place(path) + " " + path.getLeaf()));
    }

    private boolean meets(Call call, Parameter parameter) {
        if (!call.method().equals(parameter.method()) || call.arguments().size() != parameter.count()) return false;
        String receiver = call.receiver();
        if (call.method().equals(ParsedSources.CONSTRUCTOR)) return receiver.equals(parameter.type());
        if (receiver.isEmpty())
            return ParsedSources.typesAround(call.path()).anyMatch(type -> sources.is(type, parameter.type()))
                    || importsStatically(call, parameter);
        Set<String> types = ParsedSources.declaredTypes(receiver, call.path().getCompilationUnit());
        return types.isEmpty()
                ? (parameter.ofInstance() && receiver.equals("?")) || sources.is(receiver, parameter.type())
                : types.stream().anyMatch(type -> sources.is(type, parameter.type()));
    }

    private static boolean importsStatically(Call call, Parameter parameter) {
        String name = "." + parameter.type() + "." + parameter.method();
        return call.path().getCompilationUnit().getImports().stream()
                .anyMatch(each -> each.isStatic()
                        && each.getQualifiedIdentifier().toString().endsWith(name));
    }

    /** One expression whose value is a code or a part of one. */
    private final class Value {
        private final TreePath place;
        private final String before;
        private final String after;
        private final Set<Tree> seen;

        Value(TreePath place, String before, String after) {
            this(place, before, after, Collections.newSetFromMap(new IdentityHashMap<>()));
        }

        private Value(TreePath place, String before, String after, Set<Tree> seen) {
            this.place = place;
            this.before = before;
            this.after = after;
            this.seen = seen;
        }

        void of(ExpressionTree value) {
            if (!seen.add(value)) return;
            switch (value) {
                case LiteralTree literal when literal.getValue() instanceof String text -> found(text);
                case ParenthesizedTree inner -> of(inner.getExpression());
                case ConditionalExpressionTree either -> {
                    of(either.getTrueExpression());
                    of(either.getFalseExpression());
                }
                case SwitchExpressionTree cases -> cases.getCases().forEach(this::of);
                case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS -> ofSum(sum);
                case IdentifierTree name -> of(name);
                case MemberSelectTree member ->
                    ofField(
                            ParsedSources.lastName(member.getExpression()),
                            member.getIdentifier().toString(),
                            member);
                case MethodInvocationTree call -> of(call);
                default -> unclear(value);
            }
        }

        /** Codes are in lower case, so a name that is made so is one. An empty text stands for no reason at all. */
        private void found(String text) {
            if (text.isEmpty() && before.isEmpty() && after.isEmpty()) return;
            codes.computeIfAbsent(before + text.toLowerCase(Locale.ROOT) + after, _ -> new TreeSet<>())
                    .add(sources.place(place));
        }

        private void of(CaseTree one) {
            if (one.getBody() instanceof ExpressionTree value) {
                of(value);
                return;
            }
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitYield(YieldTree yield, Void nothing) {
                    of(yield.getValue());
                    return null;
                }
            }.scan(one, null);
        }

        private void ofSum(BinaryTree sum) {
            if (sum.getLeftOperand() instanceof LiteralTree left)
                new Value(place, before + left.getValue(), after, seen).of(sum.getRightOperand());
            else if (sum.getRightOperand() instanceof LiteralTree right)
                new Value(place, before, right.getValue() + after, seen).of(sum.getLeftOperand());
            else unclear(sum);
        }

        /** Another reason's code is found where that reason is made. */
        private void of(MethodInvocationTree call) {
            String name = ParsedSources.lastName(call.getMethodSelect());
            if (name.equals("toLowerCase") && call.getMethodSelect() instanceof MemberSelectTree member)
                of(member.getExpression());
            else if (call.getArguments().isEmpty() && name.equals("code"))
                sources.components("code")
                        .filter(field -> !around(field).equals("Reason"))
                        .forEach(this::ofComponent);
            else if (call.getArguments().isEmpty()) ofAccessor(call, name);
            else if (!isReadBack(call) && !ofElse(call) && !ofOwnMethod(call)) unclear(call);
        }

        /** The journal holds the code of a reason that was made before, and found where it was. */
        private boolean isReadBack(MethodInvocationTree call) {
            return around(place).equals("ChangeRecord")
                    && ParsedSources.lastName(call.getMethodSelect()).equals("asString")
                    && call.getMethodSelect() instanceof MemberSelectTree text
                    && text.getExpression() instanceof MethodInvocationTree node
                    && ParsedSources.lastName(node.getMethodSelect()).equals("path")
                    && node.getArguments().getFirst() instanceof LiteralTree field
                    && "code".equals(field.getValue());
        }

        /** {@code optional.map(one -> one.field).orElse(other)}, of a variable that is declared as {@code Optional<Type>}. */
        private boolean ofElse(MethodInvocationTree call) {
            if (!(call.getMethodSelect() instanceof MemberSelectTree orElse
                    && orElse.getIdentifier().contentEquals("orElse")
                    && orElse.getExpression() instanceof MethodInvocationTree mapping
                    && mapping.getMethodSelect() instanceof MemberSelectTree map
                    && map.getIdentifier().contentEquals("map")
                    && mapping.getArguments().getFirst() instanceof LambdaExpressionTree lambda
                    && lambda.getBody() instanceof MemberSelectTree field)) return false;
            Set<String> types = optionals(ParsedSources.lastName(map.getExpression()));
            types.forEach(type -> ofField(type, field.getIdentifier().toString(), field));
            of(call.getArguments().getFirst());
            return !types.isEmpty();
        }

        /** What the variables of this name in the file may hold. */
        private Set<String> optionals(String variable) {
            Set<String> types = new TreeSet<>();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitVariable(VariableTree declared, Void nothing) {
                    if (declared.getName().contentEquals(variable)
                            && declared.getType() instanceof ParameterizedTypeTree optional
                            && ParsedSources.lastName(optional).equals("Optional"))
                        types.add(ParsedSources.lastName(
                                optional.getTypeArguments().getFirst()));
                    return super.visitVariable(declared, null);
                }
            }.scan(place.getCompilationUnit(), null);
            return types;
        }

        /** What a method of the same type returns. */
        private boolean ofOwnMethod(MethodInvocationTree call) {
            if (!(call.getMethodSelect() instanceof IdentifierTree name)) return false;
            TreePath type = place;
            while (!(type.getLeaf() instanceof ClassTree)) type = type.getParentPath();
            List<TreePath> methods = new ArrayList<>();
            for (Tree member : ((ClassTree) type.getLeaf()).getMembers())
                if (member instanceof MethodTree method
                        && method.getName().equals(name.getName())
                        && method.getParameters().size() == call.getArguments().size())
                    methods.add(new TreePath(type, method));
            methods.forEach(this::ofReturns);
            return !methods.isEmpty();
        }

        private void ofReturns(TreePath method) {
            Value inThere = new Value(method, before, after, seen);
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitReturn(ReturnTree returned, Void nothing) {
                    inThere.of(returned.getExpression());
                    return null;
                }

                @Override
                public Void visitLambdaExpression(LambdaExpressionTree lambda, Void nothing) {
                    return null;
                }
            }.scan(((MethodTree) method.getLeaf()).getBody(), null);
        }

        private void ofAccessor(MethodInvocationTree call, String name) {
            List<String> owners = call.getMethodSelect() instanceof MemberSelectTree member
                    ? ParsedSources.declaredTypes(
                                    ParsedSources.lastName(member.getExpression()), place.getCompilationUnit())
                            .stream()
                            .filter(type -> !sources.field(type, name).isEmpty())
                            .toList()
                    : List.of(around(place));
            if (owners.isEmpty()) unclear(call);
            owners.forEach(owner -> ofField(owner, name, call));
        }

        private void of(IdentifierTree name) {
            String text = name.getName().toString();
            for (TreePath up = place; up != null; up = up.getParentPath()) {
                if (!(up.getLeaf() instanceof MethodTree method)) continue;
                int index = indexOf(text, method);
                List<ExpressionTree> assigned = assigned(text, method);
                if (index >= 0)
                    follow(new Parameter(
                            around(up),
                            method.getName().toString(),
                            !method.getModifiers().getFlags().contains(Modifier.STATIC),
                            method.getParameters().size(),
                            index,
                            before,
                            after));
                assigned.forEach(this::of);
                if (index >= 0 || !assigned.isEmpty()) return;
            }
            String owner = ParsedSources.typesAround(place)
                    .filter(type -> !sources.field(type, text).isEmpty())
                    .findFirst()
                    .orElse("?");
            ofField(owner, text, name);
        }

        private void ofField(String type, String name, Tree shown) {
            List<TreePath> fields = sources.field(type, name);
            if (fields.isEmpty()) unclear(shown);
            for (TreePath path : fields) {
                VariableTree field = (VariableTree) path.getLeaf();
                if (field.getInitializer() != null) of(field.getInitializer());
                else if (path.getParentPath().getLeaf().getKind() == Tree.Kind.RECORD) ofComponent(path);
                else ofConstructors(path, shown);
            }
        }

        private void ofComponent(TreePath component) {
            ClassTree type = (ClassTree) component.getParentPath().getLeaf();
            List<String> names = ParsedSources.components(type);
            int index =
                    names.indexOf(((VariableTree) component.getLeaf()).getName().toString());
            followConstructor(type, names.size(), index);
        }

        /** A field has the value of the constructor's parameter of the same name. */
        private void ofConstructors(TreePath field, Tree shown) {
            ClassTree type = (ClassTree) field.getParentPath().getLeaf();
            String name = ((VariableTree) field.getLeaf()).getName().toString();
            List<MethodTree> constructors = type.getMembers().stream()
                    .filter(member -> member instanceof MethodTree method
                            && method.getName().contentEquals(ParsedSources.CONSTRUCTOR)
                            && indexOf(name, method) >= 0)
                    .map(MethodTree.class::cast)
                    .toList();
            if (constructors.isEmpty()) unclear(shown);
            constructors.forEach(
                    each -> followConstructor(type, each.getParameters().size(), indexOf(name, each)));
        }

        private void followConstructor(ClassTree type, int count, int index) {
            follow(new Parameter(
                    type.getSimpleName().toString(), ParsedSources.CONSTRUCTOR, false, count, index, before, after));
        }

        private void unclear(Tree value) {
            unclear.add(sources.place(place) + " " + value);
        }
    }

    private static String around(TreePath path) {
        return ParsedSources.typesAround(path).findFirst().orElse("?");
    }

    private static int indexOf(String name, MethodTree method) {
        return IntStream.range(0, method.getParameters().size())
                .filter(index -> method.getParameters().get(index).getName().contentEquals(name))
                .findFirst()
                .orElse(-1);
    }

    /** What a local variable begins with or gets later. */
    private static List<ExpressionTree> assigned(String name, MethodTree method) {
        List<ExpressionTree> values = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree variable, Void nothing) {
                if (variable.getName().contentEquals(name) && variable.getInitializer() != null)
                    values.add(variable.getInitializer());
                return super.visitVariable(variable, null);
            }

            @Override
            public Void visitAssignment(AssignmentTree assignment, Void nothing) {
                if (ParsedSources.lastName(assignment.getVariable()).equals(name))
                    values.add(assignment.getExpression());
                return super.visitAssignment(assignment, null);
            }
        }.scan(method.getBody(), null);
        return values;
    }
}
