/* A PKCS#11 module over a real one, for tests: it passes every call on and does, on request, what cards and drivers do
 * when they misbehave. What it should do stands in a file named by SHIM_CONTROL, read anew at each call, so that a test
 * can change its mind in mid-batch. What was called is appended to SHIM_CONTROL.log, never a PIN.
 *
 * Lines of the control file (numbers as strtoul reads them, calls are counted from 1 since the last other "run"):
 *
 *   run TEXT                     another text: the counts begin anew
 *   flags MASK                   flags that every token has besides its own (CKF_...)
 *   delay MILLISECONDS           how long each C_Sign takes
 *   fail FUNCTION VALUE FROM     from this call on the function does nothing and returns VALUE
 *   hang FUNCTION FROM           from this call on the function waits until SHIM_CONTROL.go exists
 *   lock_after TRIES             so many wrong PINs lock the token; flags and return values follow
 *   pin_pad PIN                  a PIN pad on which this PIN is typed; a PIN that comes through the interface is refused
 *   always_authenticate          every private key wants a PIN for every signature
 *   wrong_signature              the last byte of every signature is another
 *
 * PKCS#11 v2.40: names, values and the order of the function list. Build: cc -shared -fPIC -o shim.so shim.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef unsigned long CK_ULONG;
typedef CK_ULONG CK_RV;
typedef unsigned char CK_BYTE;

typedef struct {
    CK_ULONG type;
    void *pValue;
    CK_ULONG ulValueLen;
} CK_ATTRIBUTE;

typedef struct {
    CK_BYTE label[32], manufacturer[32], model[16], serial[16];
    CK_ULONG flags;
    CK_ULONG counts[10];
    CK_BYTE hardware[2], firmware[2], utc_time[16];
} CK_TOKEN_INFO;

enum { INITIALIZE, FINALIZE, GET_FUNCTION_LIST = 3, GET_SLOT_LIST, GET_TOKEN_INFO = 6, OPEN_SESSION = 12,
       CLOSE_SESSION = 13, LOGIN = 18, LOGOUT = 19, GET_ATTRIBUTE_VALUE = 24, FIND_OBJECTS_INIT = 26, SIGN_INIT = 42,
       SIGN = 43, FUNCTIONS = 68 };

typedef struct {
    CK_BYTE version[2];
    void *functions[FUNCTIONS];
} CK_FUNCTION_LIST;

#define CKR_OK 0x0UL
#define CKR_GENERAL_ERROR 0x5UL
#define CKR_ARGUMENTS_BAD 0x7UL
#define CKR_PIN_INCORRECT 0xA0UL
#define CKR_PIN_LOCKED 0xA4UL
#define CKR_USER_NOT_LOGGED_IN 0x101UL
#define CKF_PROTECTED_AUTHENTICATION_PATH 0x100UL
#define CKF_USER_PIN_COUNT_LOW 0x10000UL
#define CKF_USER_PIN_FINAL_TRY 0x20000UL
#define CKF_USER_PIN_LOCKED 0x40000UL
#define CKU_CONTEXT_SPECIFIC 2UL
#define CKA_CLASS 0x0UL
#define CKA_ALWAYS_AUTHENTICATE 0x202UL
#define CKO_PRIVATE_KEY 3UL

static const char *const NAMES[FUNCTIONS] = {
    [INITIALIZE] = "C_Initialize", [FINALIZE] = "C_Finalize", [GET_SLOT_LIST] = "C_GetSlotList",
    [GET_TOKEN_INFO] = "C_GetTokenInfo", [OPEN_SESSION] = "C_OpenSession", [CLOSE_SESSION] = "C_CloseSession",
    [LOGIN] = "C_Login", [LOGOUT] = "C_Logout", [GET_ATTRIBUTE_VALUE] = "C_GetAttributeValue",
    [FIND_OBJECTS_INIT] = "C_FindObjectsInit", [SIGN_INIT] = "C_SignInit", [SIGN] = "C_Sign"};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static CK_FUNCTION_LIST *real, own;
static CK_ULONG calls[FUNCTIONS], wrong_pins;
static int authenticated_for_one;
static char kept_pin[256], run[64];

typedef struct {
    CK_ULONG flags, delay, value, fail_from, hang_from, lock_after;
    int fails, hangs, pad, always, wrong;
    char pin[256];
} orders;

static const char *control(const char *suffix) {
    static __thread char path[4096];
    const char *name = getenv("SHIM_CONTROL");
    snprintf(path, sizeof path, "%s%s", name ? name : "/nonexistent", suffix);
    return path;
}

/* Reads what is ordered for one function. */
static orders read_orders(int function) {
    orders o = {0};
    char line[512], word[64], name[64], rest[256];
    CK_ULONG a, b;
    FILE *file = fopen(control(""), "r");
    if (!file) return o;
    while (fgets(line, sizeof line, file)) {
        int mine;
        if (sscanf(line, "%63s", word) != 1) continue;
        mine = sscanf(line, "%*s %63s", name) == 1 && NAMES[function] && strcmp(name, NAMES[function]) == 0;
        if (!strcmp(word, "run") && sscanf(line, "%*s %63s", rest) == 1 && strcmp(rest, run)) {
            snprintf(run, sizeof run, "%.63s", rest);
            memset(calls, 0, sizeof calls);
            wrong_pins = 0;
        } else if (!strcmp(word, "flags") && sscanf(line, "%*s %li", (long *)&a) == 1) o.flags |= a;
        else if (!strcmp(word, "delay") && sscanf(line, "%*s %li", (long *)&a) == 1) o.delay = a;
        else if (!strcmp(word, "lock_after") && sscanf(line, "%*s %li", (long *)&a) == 1) o.lock_after = a;
        else if (!strcmp(word, "fail") && mine && sscanf(line, "%*s %*s %li %li", (long *)&a, (long *)&b) == 2)
            o.fails = 1, o.value = a, o.fail_from = b;
        else if (!strcmp(word, "hang") && mine && sscanf(line, "%*s %*s %li", (long *)&a) == 1)
            o.hangs = 1, o.hang_from = a;
        else if (!strcmp(word, "pin_pad") && sscanf(line, "%*s %255s", o.pin) == 1) o.pad = 1;
        else if (!strcmp(word, "always_authenticate")) o.always = 1;
        else if (!strcmp(word, "wrong_signature")) o.wrong = 1;
    }
    fclose(file);
    return o;
}

static void note(const char *text, CK_ULONG number) {
    FILE *file = fopen(control(".log"), "a");
    if (!file) return;
    fprintf(file, "%s %lu\n", text, number);
    fclose(file);
}

static void wait_milliseconds(CK_ULONG milliseconds) {
    struct timespec time = {(time_t)(milliseconds / 1000), (long)(milliseconds % 1000) * 1000000L};
    nanosleep(&time, NULL);
}

/* Counts a call and obeys; returns whether the call ends here, with *result. */
static int obey(int function, CK_ULONG detail, orders *o, CK_RV *result) {
    CK_ULONG number;
    pthread_mutex_lock(&lock);
    *o = read_orders(function);
    number = ++calls[function];
    note(NAMES[function], detail);
    pthread_mutex_unlock(&lock);
    if (o->hangs && number >= o->hang_from && access(control(".go"), F_OK) != 0) {
        note("hanging", number);
        while (access(control(".go"), F_OK) != 0) wait_milliseconds(5);
        note("went-on", number);
    }
    if (o->fails && number >= o->fail_from) {
        *result = o->value;
        return 1;
    }
    return 0;
}

#define REAL(function, ...) ((CK_RV(*)(__VA_ARGS__))real->functions[function])

static CK_RV get_slot_list(CK_BYTE present, CK_ULONG *slots, CK_ULONG *count) {
    orders o;
    CK_RV result;
    if (obey(GET_SLOT_LIST, present, &o, &result)) return result;
    return REAL(GET_SLOT_LIST, CK_BYTE, CK_ULONG *, CK_ULONG *)(present, slots, count);
}

static CK_RV get_token_info(CK_ULONG slot, CK_TOKEN_INFO *info) {
    orders o;
    CK_RV result;
    if (obey(GET_TOKEN_INFO, slot, &o, &result)) return result;
    result = REAL(GET_TOKEN_INFO, CK_ULONG, CK_TOKEN_INFO *)(slot, info);
    if (result != CKR_OK) return result;
    if (o.lock_after) {
        info->flags &= ~(CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_LOCKED);
        if (wrong_pins) info->flags |= CKF_USER_PIN_COUNT_LOW;
        if (wrong_pins + 1 == o.lock_after) info->flags |= CKF_USER_PIN_FINAL_TRY;
        if (wrong_pins >= o.lock_after) info->flags |= CKF_USER_PIN_LOCKED;
    }
    info->flags |= o.flags | (o.pad ? CKF_PROTECTED_AUTHENTICATION_PATH : 0);
    return CKR_OK;
}

static CK_RV open_session(CK_ULONG slot, CK_ULONG flags, void *application, void *notify, CK_ULONG *session) {
    orders o;
    CK_RV result;
    if (obey(OPEN_SESSION, slot, &o, &result)) return result;
    return REAL(OPEN_SESSION, CK_ULONG, CK_ULONG, void *, void *, CK_ULONG *)(slot, flags, application, notify, session);
}

static CK_RV one_number(int function, CK_ULONG session) {
    orders o;
    CK_RV result;
    if (obey(function, 0, &o, &result)) return result;
    return REAL(function, CK_ULONG)(session);
}

static CK_RV close_session(CK_ULONG session) { return one_number(CLOSE_SESSION, session); }
static CK_RV logout(CK_ULONG session) { return one_number(LOGOUT, session); }

static CK_RV count_try(const orders *o, CK_RV result) {
    if (result == CKR_OK) wrong_pins = 0;
    else if (result == CKR_PIN_INCORRECT) wrong_pins++;
    return o->lock_after && result == CKR_PIN_INCORRECT && wrong_pins >= o->lock_after ? CKR_PIN_LOCKED : result;
}

CK_RV C_Login(CK_ULONG session, CK_ULONG user, CK_BYTE *pin, CK_ULONG length) {
    orders o;
    CK_RV result;
    if (obey(LOGIN, user, &o, &result)) return count_try(&o, result);
    if (o.lock_after && wrong_pins >= o.lock_after) return CKR_PIN_LOCKED;
    if (o.pad) {
        if (pin && length) return CKR_ARGUMENTS_BAD;
        pin = (CK_BYTE *)o.pin;
        length = strlen(o.pin);
    }
    if (user == CKU_CONTEXT_SPECIFIC && o.always) {
        int right = length == strlen(kept_pin) && !memcmp(pin, kept_pin, length);
        authenticated_for_one = right;
        return count_try(&o, right ? CKR_OK : CKR_PIN_INCORRECT);
    }
    result = REAL(LOGIN, CK_ULONG, CK_ULONG, CK_BYTE *, CK_ULONG)(session, user, pin, length);
    if (result == CKR_OK && length < sizeof kept_pin) {
        memcpy(kept_pin, pin, length);
        kept_pin[length] = 0;
    }
    return count_try(&o, result);
}

static CK_RV find_objects_init(CK_ULONG session, CK_ATTRIBUTE *template, CK_ULONG count) {
    orders o;
    CK_RV result;
    if (obey(FIND_OBJECTS_INIT, count, &o, &result)) return result;
    return REAL(FIND_OBJECTS_INIT, CK_ULONG, CK_ATTRIBUTE *, CK_ULONG)(session, template, count);
}

static CK_RV get_attribute_value(CK_ULONG session, CK_ULONG object, CK_ATTRIBUTE *template, CK_ULONG count) {
    CK_ULONG class = 0, i;
    CK_ATTRIBUTE asked = {CKA_CLASS, &class, sizeof class};
    CK_RV result = REAL(GET_ATTRIBUTE_VALUE, CK_ULONG, CK_ULONG, CK_ATTRIBUTE *, CK_ULONG)(session, object, template, count);
    orders o = read_orders(GET_ATTRIBUTE_VALUE);
    if (!o.always || result != CKR_OK) return result;
    for (i = 0; i < count; i++)
        if (template[i].type == CKA_ALWAYS_AUTHENTICATE && template[i].pValue &&
            REAL(GET_ATTRIBUTE_VALUE, CK_ULONG, CK_ULONG, CK_ATTRIBUTE *, CK_ULONG)(session, object, &asked, 1) == CKR_OK &&
            class == CKO_PRIVATE_KEY)
            *(CK_BYTE *)template[i].pValue = 1;
    return result;
}

static CK_RV sign_init(CK_ULONG session, void *mechanism, CK_ULONG key) {
    orders o;
    CK_RV result;
    authenticated_for_one = 0;
    if (obey(SIGN_INIT, 0, &o, &result)) return result;
    return REAL(SIGN_INIT, CK_ULONG, void *, CK_ULONG)(session, mechanism, key);
}

CK_RV C_Sign(CK_ULONG session, CK_BYTE *data, CK_ULONG size, CK_BYTE *signature, CK_ULONG *length) {
    orders o;
    CK_RV result;
    if (!signature) return REAL(SIGN, CK_ULONG, CK_BYTE *, CK_ULONG, CK_BYTE *, CK_ULONG *)(session, data, size, signature, length);
    if (obey(SIGN, size, &o, &result)) return result;
    if (o.always && !authenticated_for_one) return CKR_USER_NOT_LOGGED_IN;
    authenticated_for_one = 0;
    if (o.delay) wait_milliseconds(o.delay);
    result = REAL(SIGN, CK_ULONG, CK_BYTE *, CK_ULONG, CK_BYTE *, CK_ULONG *)(session, data, size, signature, length);
    if (result == CKR_OK && o.wrong) signature[*length - 1] ^= 1;
    return result;
}

static CK_RV initialize(void *arguments) {
    orders o;
    CK_RV result;
    if (obey(INITIALIZE, 0, &o, &result)) return result;
    return REAL(INITIALIZE, void *)(arguments);
}

static CK_RV get_function_list(CK_FUNCTION_LIST **list);

static int load_real(void) {
    void *module = dlopen(getenv("SHIM_MODULE"), RTLD_NOW | RTLD_LOCAL);
    CK_RV (*given)(CK_FUNCTION_LIST **) = module ? (CK_RV(*)(CK_FUNCTION_LIST **))dlsym(module, "C_GetFunctionList") : NULL;
    if (!given || given(&real) != CKR_OK) return 0;
    own = *real;
    own.functions[INITIALIZE] = initialize;
    own.functions[GET_FUNCTION_LIST] = get_function_list;
    own.functions[GET_SLOT_LIST] = get_slot_list;
    own.functions[GET_TOKEN_INFO] = get_token_info;
    own.functions[OPEN_SESSION] = open_session;
    own.functions[CLOSE_SESSION] = close_session;
    own.functions[LOGIN] = C_Login;
    own.functions[LOGOUT] = logout;
    own.functions[GET_ATTRIBUTE_VALUE] = get_attribute_value;
    own.functions[FIND_OBJECTS_INIT] = find_objects_init;
    own.functions[SIGN_INIT] = sign_init;
    own.functions[SIGN] = C_Sign;
    return 1;
}

static CK_RV get_function_list(CK_FUNCTION_LIST **list) {
    if (!real && !load_real()) return CKR_GENERAL_ERROR;
    *list = &own;
    return CKR_OK;
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST **list) { return get_function_list(list); }
