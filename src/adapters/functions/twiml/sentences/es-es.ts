import { esMX } from "./es-mx.ts";
import type { Sentences } from "./form.ts";

/** Other words where Spain has them. */
export const esES: Sentences = {
  ...esMX,
  greeting: "Gracias por su llamada. En este momento todos nuestros agentes están ocupados.",
  closed: "Gracias por su llamada. En este momento estamos cerrados.",
  position: "Es usted el número {count} en la cola.",
  offer: "No hace falta que espere al teléfono. Para escuchar las opciones, pulse asterisco.",
  "choose.callback": "Para que le devolvamos la llamada, pulse 1.",
  "choose.voicemail": "Para dejar un mensaje, pulse 2.",
  "choose.stay": "Para seguir a la espera, pulse 3.",
  "number.own": "Para que le llamemos al número desde el que llama, pulse 1.",
  "number.other": "Para otro número, pulse 2.",
  "number.enter": "Marque su número de teléfono y después pulse la almohadilla.",
  "number.confirm": "Si es correcto, pulse 1. Para marcarlo otra vez, pulse 2.",
  "number.gave-up": "No hemos podido entender su número.",
  "arranged.in-place": "Conserva su puesto en la cola. Le llamaremos cuando sea su turno.",
  "not-arranged": "Lo sentimos. No hemos podido registrar su solicitud de llamada.",
  "not-arranged.in-place":
    "Lo sentimos. No hemos podido registrar su solicitud de llamada. Conserva su puesto en la cola.",
  taken: "Un agente está a punto de atenderle. Por favor, no cuelgue.",
  "has-callback": "Ha pedido que le devolvamos la llamada, y le llamaremos.",
  "has-callback.choices": "Para mantener su solicitud y colgar, pulse 1. Para cancelarla, pulse 2.",
  "has-callback.stay": "Para hablar ahora con un agente, pulse 3.",
  canceled: "Su solicitud de llamada queda cancelada.",
  "not-canceled": "No hemos podido cancelar su solicitud. Es posible que un agente esté a punto de llamarle.",
  "voicemail.intro": "Deje su mensaje después de la señal. Al terminar, pulse asterisco.",
  "voicemail.nothing": "No hemos oído nada.",
  "voicemail.callback": "Si prefiere que le devolvamos la llamada, pulse 1.",
  "voicemail.again": "Para grabar su mensaje otra vez, pulse 2.",
  "voicemail.thanks": "Gracias. Hemos recibido su mensaje.",
  sorry: "Lo sentimos, algo ha salido mal. Por favor, no cuelgue.",
  goodbye: "Adiós.",
};
