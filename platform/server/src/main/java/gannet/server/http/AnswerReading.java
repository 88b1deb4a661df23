package gannet.server.http;

import gannet.server.http.RouteReading.Method;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Finds in the compiled code of a route what it answers: statuses, and for each the kind of content.
final class AnswerReading {
    private static final String ANSWER = Answer.class.getName().replace('.', '/');

    /// @param content its media type, empty for none    @param type of what is written as JSON; Object where only the running program knows
    record Told(String content, Type type) {
        static final Told NOTHING = new Told("", Object.class);

        static Told json(Type type) { return new Told("application/json", type); }
    }

    private final RouteReading reading;
    private final TreeMap<Integer, Told> told = new TreeMap<>();
    private final Set<Method> visited = new HashSet<>();

    private AnswerReading(RouteReading reading) { this.reading = reading; }

    static Map<Integer, Told> of(RouteReading reading, Method handler) {
        var answers = new AnswerReading(reading);
        answers.read(handler);
        if (answers.told.isEmpty()) {
            answers.told.put(200, Told.json(Object.class));
        }
        return answers.told;
    }

    private void read(Method method) {
        if (!visited.add(method)) {
            return;
        }
        var returned = method.type().returnType().descriptorString();
        if (!returned.equals("L" + ANSWER + ";") && !method.name().startsWith("lambda$") && !returned.equals("Ljava/lang/Object;")) {
            told.put(200, Told.json(generic(method)));
            return;
        }
        var code = reading.find(method).map(RouteReading::instructions).orElse(List.of());
        for (int i = 1; i < code.size(); i++) {
            if (code.get(i) instanceof ReturnInstruction) {
                before(code, i - 1);
            }
        }
    }

    private void before(List<Instruction> code, int at) {
        switch (code.get(at)) {
            case ConstantInstruction constant when constant.opcode() == Opcode.ACONST_NULL -> told.put(204, Told.NOTHING);
            case TypeCheckInstruction _ -> before(code, at - 1);
            case InvokeInstruction call when call.owner().asInternalName().equals(ANSWER) -> answer(code, at);
            case InvokeInstruction call when call.owner().asInternalName().equals("java/util/Optional") && call.name().equalsString("orElseThrow") -> mapped(code, at);
            case InvokeInstruction call when call.owner().asInternalName().equals("java/util/Optional") && call.name().equalsString("orElse") -> {
                told.put(204, Told.NOTHING);
                told.put(200, Told.json(at >= 2 && code.get(at - 2) instanceof InvokeInstruction maybe ? generic(method(maybe)) : Object.class));
            }
            case InvokeInstruction call -> {
                var method = method(call);
                if (call.typeSymbol().returnType().descriptorString().equals("L" + ANSWER + ";")) {
                    read(method);
                } else {
                    told.put(200, Told.json(generic(method)));
                }
            }
            default -> { }
        }
    }

    private static Method method(InvokeInstruction call) { return new Method(call.owner().asInternalName(), call.name().stringValue(), call.typeSymbol()); }

    /// The last of Answer's own makers before a return; what comes between only adds headers.
    private void answer(List<Instruction> code, int at) {
        for (int i = at; i >= 0; i--) {
            if (!(code.get(i) instanceof InvokeInstruction call) || !call.owner().asInternalName().equals(ANSWER)) {
                continue;
            }
            if (made(call.name().stringValue(), status(code, i))) {
                return;
            }
        }
    }

    /// An answer that is made of what may be there: `found.map(Answer::png).orElseThrow(…)`.
    private void mapped(List<Instruction> code, int at) {
        for (int i = at; i >= 0; i--) {
            if (code.get(i) instanceof InvokeDynamicInstruction lambda) {
                var handle = RouteReading.handle(lambda).filter(method -> method.owner().equals(ANSWER));
                if (handle.isPresent() && made(handle.get().name(), 200)) {
                    return;
                }
            }
        }
    }

    /// @return whether it makes an answer and does not only add a header
    private boolean made(String name, int status) {
        switch (name) {
            case "json" -> told.put(status, Told.json(Object.class));
            case "created" -> told.put(201, Told.json(Object.class));
            case "nothing" -> told.put(204, Told.NOTHING);
            case "text" -> told.put(200, new Told("text/plain", String.class));
            case "png", "lastingPng" -> told.put(200, new Told("image/png", byte[].class));
            case "<init>" -> told.put(200, new Told("*/*", byte[].class));
            default -> {
                return false;
            }
        }
        return true;
    }

    /// The nearest constant that is a status.
    private static int status(List<Instruction> code, int at) {
        for (int i = at - 1; i >= 0; i--) {
            if (code.get(i) instanceof ConstantInstruction constant && constant.constantValue() instanceof Integer status && status >= 200 && status < 600) {
                return status;
            }
        }
        return 200;
    }

    /// What a method gives, its lists' elements included.
    private static Type generic(Method method) {
        try {
            var owner = Class.forName(method.owner().replace('/', '.'), false, AnswerReading.class.getClassLoader());
            return Arrays.stream(owner.getDeclaredMethods()).filter(each -> each.getName().equals(method.name())
                    && MethodType.methodType(each.getReturnType(), each.getParameterTypes()).descriptorString().equals(method.type().descriptorString()))
                    .findFirst().<Type>map(java.lang.reflect.Method::getGenericReturnType).orElse(Object.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The class " + method.owner() + " is not where the others are", e);
        }
    }
}
