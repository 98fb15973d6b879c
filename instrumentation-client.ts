import { watch } from "./app/_ui/monitoring/watch";

watch();
